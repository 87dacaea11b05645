package naming

import "strings"

// stateNames are the names of columns and fields that hold a transaction's
// state (fact base, section 5), in joined form.
var stateNames = set(`
	status state paymentstatus paymentstate paid captured refunded settled confirmed completed fulfilled authorized authorised
	cancelled canceled voided ispaid iscaptured isrefunded issettled isconfirmed iscompleted isfulfilled iscancelled iscanceled
	paidat capturedat refundedat settledat confirmedat completedat fulfilledat authorizedat authorisedat cancelledat canceledat
	orderstatus orderstate transactionstatus transactionstate invoicestatus invoicestate subscriptionstatus subscriptionstate
	chargestatus chargestate refundstatus refundstate payoutstatus payoutstate txstatus trxstatus txnstatus transferstatus
	paidamount capturedamount refundedamount amountpaid amountcaptured amountrefunded paidtotal refundedtotal totalpaid
	balance credit credits`)

// StateName reports whether a field, column or key with that name holds the
// state of a transaction: status, state, paid, payment_status, refunded_at,
// balance.
func StateName(name string) bool {
	if stateNames[normal(name)] {
		return true
	}
	// donation_status, PaymentOrderState: a payment word and what it is about.
	w := Words(name)
	if n := len(w); n > 2 && (w[n-1] == "code" || w[n-1] == "id") {
		w = w[:n-1] // order_status_code; a bare status_code is HTTP's
	}
	if n := len(w); n < 2 || n > maxWords || w[n-1] != "status" && w[n-1] != "state" {
		return false
	}
	return PaymentWord(strings.Join(w[:len(w)-1], "_"))
}

// finalStates are values a transaction does not leave again, successStates those
// of them that mean the money has moved; lower case, joined.
var (
	finalStates = set(`succeeded success successful paid captured settled settlement completed complete authorised authorized
		approved fulfilled confirmed refunded partiallyrefunded declined denied refused rejected failed failure failure canceled cancelled voided expired
		error timeout chargeback`)
	successStates = set(`succeeded success successful paid captured settled settlement completed complete authorised authorized
		approved fulfilled confirmed capture active`)
)

// FinalState reports whether a state value (constant name or text) is final;
// prefixes such as StatusPaid, order_paid are looked through.
func FinalState(value string) bool { return stateWord(value, finalStates) }

// SuccessState reports whether a state value says that the money has moved.
func SuccessState(value string) bool { return stateWord(value, successStates) }

func stateWord(value string, m map[string]bool) bool {
	w := Words(value)
	if len(w) == 0 || len(w) > maxWords {
		return false
	}
	for _, neg := range w[:len(w)-1] {
		if neg == "not" || neg == "un" || neg == "partially" || neg == "requires" || neg == "awaiting" || neg == "pending" || neg == "waiting" {
			return false
		}
	}
	return m[w[len(w)-1]] || m[join(w)] || len(w) > 1 && m[w[0]] && !m[strings.ToLower(w[len(w)-1])] && stateNames[w[len(w)-1]]
}

// SignatureName reports whether a name stands for a MAC, signature or digest
// that authenticates a message, and not for its algorithm, header or date.
func SignatureName(name string) bool {
	w := Words(name)
	if len(w) == 0 || len(w) > maxWords {
		return false
	}
	for i, s := range w {
		if !signatureWords[s] {
			continue
		}
		if s == "mac" && (hasWord(w, set("address addr os device interface"))) {
			continue
		}
		if i+1 < len(w) && (notSignature[w[i+1]] || notSignature[w[len(w)-1]]) {
			continue
		}
		if headAnywhere[w[0]] && i > 0 || hasWord(w[:i], set("method func function type digital customer no date")) {
			continue
		}
		return true
	}
	return false
}

var (
	signatureWords = set("signature signatures sig sigs hmac mac sign signkey signed hmacsha256 hmacsha512 checksum xsignature")
	notSignature   = set(`header headers algorithm alg algo type types date time timestamp version name names required enabled valid
		error err errors method methods key keys secret url image status result id ids verified check validator verifier service format
		prefix length len size field fields up in out on off by request policy provider config options`)
)
