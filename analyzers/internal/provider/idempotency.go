package provider

import (
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/memo"
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
	// Paths are the operations that the mechanism is for, nil for all.
	Paths *regexp.Regexp
}

// Covers reports whether the provider offers the mechanism for an operation.
func (m *Mechanism) Covers(path string) bool { return m.Paths == nil || m.Paths.MatchString(path) }

// mechanisms is compiled from the SDKs and API references of the providers; a
// provider that is absent documents none.
var mechanisms = []Mechanism{
	{"stripe", []string{"Idempotency-Key"}, nil, nil},
	{"adyen", []string{"Idempotency-Key"}, nil, nil},
	{"paypal", []string{"PayPal-Request-Id"}, []string{"sender_batch_id"}, nil},
	{"braintree", nil, []string{"order_id", "apiRequestKey"}, nil},
	{"square", nil, []string{"idempotency_key"}, nil},
	{"checkout", []string{"Cko-Idempotency-Key"}, nil, nil},
	{"mollie", []string{"Idempotency-Key"}, nil, nil},
	{"gocardless", []string{"Idempotency-Key"}, nil, nil},
	{"razorpay", []string{"X-Payout-Idempotency", "X-Refund-Idempotency", "X-Transfer-Idempotency"}, []string{"receipt"}, nil},
	{"klarna", []string{"Klarna-Idempotency-Key"}, nil, nil},
	{"worldpay", []string{"Idempotency-Key"}, []string{"orderCode", "transactionReference"}, nil},
	{"worldline", []string{"X-GCS-Idempotence-Key"}, nil, nil},
	{"xendit", []string{"idempotency-key", "X-IDEMPOTENCY-KEY"}, nil, nil},
	{"midtrans", []string{"Idempotency-Key", "X-Idempotency-Key"}, []string{"order_id", "refund_key"}, nil},
	{"paystack", nil, []string{"reference"}, regexp.MustCompile(`(?i)transaction/(initialize|charge_authorization|partial_debit)|(^|[./])(charge|transfer|transfer/bulk|bulkcharge)/?$`)},
	{"flutterwave", []string{"X-Idempotency-Key"}, []string{"tx_ref"}, nil},
	{"mercadopago", []string{"X-Idempotency-Key"}, []string{"external_reference"}, nil},
	{"dlocal", []string{"X-Idempotency-Key"}, []string{"order_id"}, nil},
	{"wise", []string{"X-idempotence-uuid"}, []string{"customerTransactionId"}, nil},
	{"revolut", []string{"Idempotency-Key"}, []string{"request_id"}, nil},
	{"sumup", nil, []string{"checkout_reference"}, nil},
	{"plaid", nil, []string{"idempotency_key"}, nil},
	{"coinbase", []string{"X-Idempotency-Key"}, []string{"client_order_id", "idem"}, nil},
	{"rapyd", []string{"idempotency"}, nil, nil},
	{"finix", nil, []string{"idempotency_id"}, nil},
	{"airwallex", nil, []string{"request_id"}, nil},
	{"cashfree", []string{"x-idempotency-key"}, []string{"order_id"}, nil},
	{"yookassa", []string{"Idempotence-Key"}, nil, nil},
	{"truelayer", []string{"Idempotency-Key"}, nil, nil},
	{"dwolla", []string{"Idempotency-Key"}, nil, nil},
	{"recurly", []string{"Idempotency-Key"}, nil, nil},
	{"chargebee", []string{"chargebee-idempotency-key"}, nil, nil},
	{"moderntreasury", []string{"Idempotency-Key"}, nil, nil},
	{"increase", []string{"Idempotency-Key"}, nil, nil},
	{"lithic", []string{"Idempotency-Key"}, nil, nil},
	{"column", []string{"Idempotency-Key"}, nil, nil},
	{"bluesnap", []string{"Idempotency-Key"}, nil, nil},
	{"nexi", []string{"Idempotency-Key"}, nil, nil},
	{"authorizenet", nil, []string{"refId"}, nil},
	{"cybersource", nil, []string{"transactionId", "code"}, nil},
	{"globalpayments", []string{"X-GP-Idempotency"}, nil, nil},
	{"nuvei", nil, []string{"clientRequestId", "clientUniqueId"}, nil},
	{"alipay", nil, []string{"out_trade_no", "out_request_no", "out_biz_no"}, nil},
	{"wechatpay", nil, []string{"out_trade_no", "out_refund_no", "partner_trade_no", "mch_billno", "out_bill_no", "out_batch_no", "out_order_no"}, nil},
	{"doku", []string{"X-EXTERNAL-ID"}, []string{"partnerReferenceNo", "trxId", "invoice_number"}, nil},
	{"omise", []string{"Idempotency-Key"}, nil, nil},
	{"payu", nil, []string{"order_id", "extOrderId", "referenceCode", "txnid"}, nil},
	{"redsys", nil, []string{"order_id", "Ds_Merchant_Order"}, nil},
	{"sibs", nil, []string{"merchantTransactionId"}, nil},
	{"phonepe", nil, []string{"merchantTransactionId", "merchantOrderId"}, nil},
	{"paytm", nil, []string{"orderId", "refId"}, nil},
	{"vnpay", nil, []string{"vnp_TxnRef"}, nil},
	{"momo", nil, []string{"requestId", "orderId"}, nil},
	{"zalopay", nil, []string{"app_trans_id", "m_refund_id"}, nil},
	{"tinkoff", nil, []string{"OrderId", "ExternalRequestId"}, nil},
	{"iyzico", nil, []string{"conversationId"}, nil},
	{"vipps", []string{"Idempotency-Key"}, []string{"reference"}, nil},
	{"datatrans", []string{"Idempotency-Key"}, []string{"refno"}, nil},
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
var idempotencyField = regexp.MustCompile(`^(idempot(ency|ence)(key|id|uuid|token)?|clientrequest(id|token|key)|requestid|merchanttransactionid|merchantreference(id)?|merchantrefno|out(trade|request|refund|biz)no|clientorderid|clientuniqueid|clienttransactionid|checkoutreference|customertransactionid|senderbatchid|ordercode|txref|txnref|transactionref(erence)?|ref(erence)?(id|no|number)|partnerref(erence)?(id|no)?|reference|externalrequestid|deduplicationid|correlationid|endtoendid)$`)

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
func IsIdempotencyField(name string) bool { return idempotencyFields.Of(name) }

var idempotencyFields = memo.New(func(name string) bool { return idempotencyField.MatchString(FieldKey(name)) })

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
