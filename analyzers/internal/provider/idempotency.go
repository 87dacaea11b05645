package provider

import (
	"regexp"
	"slices"
	"strings"
)

// Mechanism is how a provider recognises a repeated request.
type Mechanism struct {
	// Provider is a name of [Host.Provider].
	Provider string
	// Headers carry the key, in the provider's spelling.
	Headers []string
	// Fields of the request's body carry it, in the provider's spelling: keys
	// made for this purpose and references that the provider keeps unique.
	Fields []string
}

// mechanisms is compiled from the SDKs and API references of the providers; a
// provider that is absent documents none.
var mechanisms = []Mechanism{
	{"stripe", []string{"Idempotency-Key"}, nil},
	{"adyen", []string{"Idempotency-Key"}, nil},
	{"paypal", []string{"PayPal-Request-Id"}, []string{"sender_batch_id"}},
	{"braintree", nil, []string{"order_id", "apiRequestKey"}},
	{"square", nil, []string{"idempotency_key"}},
	{"checkout", []string{"Cko-Idempotency-Key"}, nil},
	{"mollie", []string{"Idempotency-Key"}, nil},
	{"gocardless", []string{"Idempotency-Key"}, nil},
	{"razorpay", []string{"X-Payout-Idempotency", "X-Refund-Idempotency", "X-Transfer-Idempotency"}, []string{"receipt"}},
	{"klarna", []string{"Klarna-Idempotency-Key"}, nil},
	{"worldpay", []string{"Idempotency-Key"}, []string{"orderCode", "transactionReference"}},
	{"worldline", []string{"X-GCS-Idempotence-Key"}, nil},
	{"xendit", []string{"idempotency-key", "X-IDEMPOTENCY-KEY"}, nil},
	{"midtrans", []string{"Idempotency-Key", "X-Idempotency-Key"}, []string{"order_id", "refund_key"}},
	{"paystack", nil, []string{"reference"}},
	{"flutterwave", []string{"X-Idempotency-Key"}, []string{"tx_ref"}},
	{"mercadopago", []string{"X-Idempotency-Key"}, []string{"external_reference"}},
	{"dlocal", []string{"X-Idempotency-Key"}, []string{"order_id"}},
	{"wise", []string{"X-idempotence-uuid"}, []string{"customerTransactionId"}},
	{"revolut", []string{"Idempotency-Key"}, []string{"request_id"}},
	{"sumup", nil, []string{"checkout_reference"}},
	{"plaid", nil, []string{"idempotency_key"}},
	{"coinbase", []string{"X-Idempotency-Key"}, []string{"client_order_id", "idem"}},
	{"rapyd", []string{"idempotency"}, nil},
	{"finix", nil, []string{"idempotency_id"}},
	{"airwallex", nil, []string{"request_id"}},
	{"cashfree", []string{"x-idempotency-key"}, []string{"order_id"}},
	{"yookassa", []string{"Idempotence-Key"}, nil},
	{"truelayer", []string{"Idempotency-Key"}, nil},
	{"dwolla", []string{"Idempotency-Key"}, nil},
	{"recurly", []string{"Idempotency-Key"}, nil},
	{"chargebee", []string{"chargebee-idempotency-key"}, nil},
	{"moderntreasury", []string{"Idempotency-Key"}, nil},
	{"increase", []string{"Idempotency-Key"}, nil},
	{"lithic", []string{"Idempotency-Key"}, nil},
	{"column", []string{"Idempotency-Key"}, nil},
	{"bluesnap", []string{"Idempotency-Key"}, nil},
	{"nexi", []string{"Idempotency-Key"}, nil},
	{"authorizenet", nil, []string{"refId"}},
	{"cybersource", nil, []string{"transactionId", "code"}},
	{"globalpayments", []string{"X-GP-Idempotency"}, nil},
	{"nuvei", nil, []string{"clientRequestId", "clientUniqueId"}},
	{"alipay", nil, []string{"out_trade_no", "out_request_no", "out_biz_no"}},
	{"wechatpay", nil, []string{"out_trade_no", "out_refund_no", "partner_trade_no", "mch_billno", "out_bill_no", "out_batch_no", "out_order_no"}},
	{"doku", []string{"X-EXTERNAL-ID"}, []string{"partnerReferenceNo", "trxId", "invoice_number"}},
	{"omise", []string{"Idempotency-Key"}, nil},
	{"payu", nil, []string{"order_id", "extOrderId", "referenceCode", "txnid"}},
	{"redsys", nil, []string{"order_id", "Ds_Merchant_Order"}},
	{"sibs", nil, []string{"merchantTransactionId"}},
	{"phonepe", nil, []string{"merchantTransactionId", "merchantOrderId"}},
	{"paytm", nil, []string{"orderId", "refId"}},
	{"vnpay", nil, []string{"vnp_TxnRef"}},
	{"momo", nil, []string{"requestId", "orderId"}},
	{"zalopay", nil, []string{"app_trans_id", "m_refund_id"}},
	{"tinkoff", nil, []string{"OrderId", "ExternalRequestId"}},
	{"iyzico", nil, []string{"conversationId"}},
	{"vipps", []string{"Idempotency-Key"}, []string{"reference"}},
	{"datatrans", []string{"Idempotency-Key"}, []string{"refno"}},
}

var mechanismOf = func() map[string]*Mechanism {
	m := make(map[string]*Mechanism)
	for i := range mechanisms {
		m[mechanisms[i].Provider] = &mechanisms[i]
	}
	return m
}()

// MechanismOf returns how the provider named as in [Host.Provider] recognises a
// repeated request; false when nothing is known about it.
func MechanismOf(provider string) (Mechanism, bool) {
	m, ok := mechanismOf[provider]
	if !ok {
		return Mechanism{}, false
	}
	return *m, true
}

// idempotencyHeader covers the headers of all providers above; X-EXTERNAL-ID is
// that of Indonesia's SNAP standard for open payment APIs.
var idempotencyHeader = regexp.MustCompile(`(?i)^((x-)?([a-z]+-)?idempot(ency|ence)(-key|-uuid|-token|-id)?|paypal-request-id|x-(payout|refund|transfer)-idempotency|x-external-id)$`)

// weakHeader may carry a key, or only a number for tracing.
var weakHeader = regexp.MustCompile(`(?i)^x-request-id$`)

// IsIdempotencyHeader reports whether a header of that name carries an
// idempotency key for some provider.
func IsIdempotencyHeader(name string) bool { return idempotencyHeader.MatchString(name) }

// MayBeIdempotencyHeader also accepts headers that some providers use for
// deduplication and most only for tracing (X-Request-Id).
func MayBeIdempotencyHeader(name string) bool {
	return IsIdempotencyHeader(name) || weakHeader.MatchString(name)
}

// idempotencyField is applied to a field name in lower case without separators.
var idempotencyField = regexp.MustCompile(`^(idempot(ency|ence)(key|id|uuid|token)?|clientrequest(id|token|key)|requestid|merchanttransactionid|merchantreference(id)?|merchantrefno|out(trade|request|refund|biz)no|clientorderid|clientuniqueid|clienttransactionid|checkoutreference|customertransactionid|senderbatchid|ordercode|txref|txnref|transactionref(erence)?|ref(erence)?(id|no|number)|partnerref(erence)?(id|no)?|reference|externalrequestid|deduplicationid)$`)

// FieldKey brings a field name to the form in which names are compared:
// "Out_Trade_No", "outTradeNo" and "OutTradeNo" are all "outtradeno".
func FieldKey(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '_' || r == '-' || r == '.' || r == ' ':
			return -1
		}
		return r
	}, name)
}

// IsIdempotencyField reports whether a body field, struct field or SDK
// parameter of that name carries an idempotency key or a reference that
// providers keep unique, whichever the provider; case and separators do not
// matter.
func IsIdempotencyField(name string) bool { return idempotencyField.MatchString(FieldKey(name)) }

// IsIdempotencyFieldOf also accepts the references that this provider keeps
// unique (order_id for Midtrans, receipt for Razorpay).
func IsIdempotencyFieldOf(provider, name string) bool {
	if IsIdempotencyField(name) {
		return true
	}
	key := FieldKey(name)
	m, ok := mechanismOf[provider]
	return ok && slices.ContainsFunc(m.Fields, func(f string) bool { return FieldKey(f) == key })
}
