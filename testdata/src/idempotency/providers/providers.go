// Package providers has the mechanism of each provider, absent and present.
package providers

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func badStripe(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.stripe.com/v1/charges", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodStripe(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.stripe.com/v1/charges", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badAdyen(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://checkout-test.adyen.com/v71/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodAdyen(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://checkout-test.adyen.com/v71/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badPaypal(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api-m.paypal.com/v2/checkout/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodPaypal(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api-m.paypal.com/v2/checkout/orders", bytes.NewReader(body))
	req.Header.Set("PayPal-Request-Id", operation)
	return http.DefaultClient.Do(req)
}

func badPaypalPayout(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api-m.paypal.com/v1/payments/payouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodPaypalPayout(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "sender_batch_id": operation})
	req, _ := http.NewRequest("POST", "https://api-m.paypal.com/v1/payments/payouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badSquare(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://connect.squareup.com/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodSquare(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "idempotency_key": operation})
	req, _ := http.NewRequest("POST", "https://connect.squareup.com/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badCheckoutCom(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.checkout.com/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodCheckoutCom(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.checkout.com/payments", bytes.NewReader(body))
	req.Header.Set("Cko-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badMollie(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mollie.com/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMollie(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mollie.com/v2/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badGocardless(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.gocardless.com/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodGocardless(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.gocardless.com/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badRazorpayPayout(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/payouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRazorpayPayout(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/payouts", bytes.NewReader(body))
	req.Header.Set("X-Payout-Idempotency", operation)
	return http.DefaultClient.Do(req)
}

func badRazorpayRefund(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/payments/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRazorpayRefund(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/payments/refund", bytes.NewReader(body))
	req.Header.Set("X-Refund-Idempotency", operation)
	return http.DefaultClient.Do(req)
}

func badRazorpayOrder(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRazorpayOrder(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "receipt": operation})
	req, _ := http.NewRequest("POST", "https://api.razorpay.com/v1/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badKlarna(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.klarna.com/ordermanagement/v1/orders/captures", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodKlarna(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.klarna.com/ordermanagement/v1/orders/captures", bytes.NewReader(body))
	req.Header.Set("Klarna-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badWorldpay(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://access.worldpay.com/payments/authorizations", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWorldpay(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://access.worldpay.com/payments/authorizations", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badWorldpayXML(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://secure.worldpay.com/jsp/merchant/xml/paymentService", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWorldpayXML(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "orderCode": operation})
	req, _ := http.NewRequest("POST", "https://secure.worldpay.com/jsp/merchant/xml/paymentService", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badWorldline(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://eu.api-ingenico.com/v1/merchant/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWorldline(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://eu.api-ingenico.com/v1/merchant/payments", bytes.NewReader(body))
	req.Header.Set("X-GCS-Idempotence-Key", operation)
	return http.DefaultClient.Do(req)
}

func badXendit(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.xendit.co/payment_requests", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodXendit(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.xendit.co/payment_requests", bytes.NewReader(body))
	req.Header.Set("idempotency-key", operation)
	return http.DefaultClient.Do(req)
}

func badXenditOld(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.xendit.co/v2/invoices", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodXenditOld(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.xendit.co/v2/invoices", bytes.NewReader(body))
	req.Header.Set("X-IDEMPOTENCY-KEY", operation)
	return http.DefaultClient.Do(req)
}

func badMidtrans(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/charge", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMidtrans(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/charge", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badMidtransOrder(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/charge", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMidtransOrder(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "order_id": operation})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/charge", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badMidtransIris(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://app.midtrans.com/iris/api/v1/payouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMidtransIris(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://app.midtrans.com/iris/api/v1/payouts", bytes.NewReader(body))
	req.Header.Set("X-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badMidtransRefund(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/order/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMidtransRefund(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "refund_key": operation})
	req, _ := http.NewRequest("POST", "https://api.midtrans.com/v2/order/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badPaystack(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.paystack.co/transfer", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodPaystack(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "reference": operation})
	req, _ := http.NewRequest("POST", "https://api.paystack.co/transfer", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badFlutterwave(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.flutterwave.com/v4/charges", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodFlutterwave(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.flutterwave.com/v4/charges", bytes.NewReader(body))
	req.Header.Set("X-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badFlutterwaveOld(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.flutterwave.com/v3/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodFlutterwaveOld(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "tx_ref": operation})
	req, _ := http.NewRequest("POST", "https://api.flutterwave.com/v3/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badMercadoPago(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mercadopago.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMercadoPago(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mercadopago.com/v1/payments", bytes.NewReader(body))
	req.Header.Set("X-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badMercadoPagoReference(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mercadopago.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodMercadoPagoReference(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "external_reference": operation})
	req, _ := http.NewRequest("POST", "https://api.mercadopago.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badDlocal(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.dlocal.com/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodDlocal(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.dlocal.com/payments", bytes.NewReader(body))
	req.Header.Set("X-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badWise(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.wise.com/v2/profiles/balance-movements/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWise(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.wise.com/v2/profiles/balance-movements/transfers", bytes.NewReader(body))
	req.Header.Set("X-idempotence-uuid", operation)
	return http.DefaultClient.Do(req)
}

func badWiseTransfer(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.wise.com/v1/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWiseTransfer(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "customerTransactionId": operation})
	req, _ := http.NewRequest("POST", "https://api.wise.com/v1/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badRevolut(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://merchant.revolut.com/api/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRevolut(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://merchant.revolut.com/api/orders", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badRevolutBusiness(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://b2b.revolut.com/api/1.0/pay", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRevolutBusiness(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "request_id": operation})
	req, _ := http.NewRequest("POST", "https://b2b.revolut.com/api/1.0/pay", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badSumup(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.sumup.com/v0.1/checkouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodSumup(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "checkout_reference": operation})
	req, _ := http.NewRequest("POST", "https://api.sumup.com/v0.1/checkouts", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badPlaid(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://production.plaid.com/transfer/create", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodPlaid(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "idempotency_key": operation})
	req, _ := http.NewRequest("POST", "https://production.plaid.com/transfer/create", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badCoinbase(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.coinbase.com/api/v3/brokerage/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodCoinbase(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "client_order_id": operation})
	req, _ := http.NewRequest("POST", "https://api.coinbase.com/api/v3/brokerage/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badCoinbasePrime(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.prime.coinbase.com/v1/portfolios/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodCoinbasePrime(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.prime.coinbase.com/v1/portfolios/transfers", bytes.NewReader(body))
	req.Header.Set("X-Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badRapyd(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.rapyd.net/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRapyd(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.rapyd.net/v1/payments", bytes.NewReader(body))
	req.Header.Set("idempotency", operation)
	return http.DefaultClient.Do(req)
}

func badFinix(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://finix.live-payments-api.com/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodFinix(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "idempotency_id": operation})
	req, _ := http.NewRequest("POST", "https://finix.live-payments-api.com/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badAirwallex(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.airwallex.com/api/v1/pa/payment_intents/create", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodAirwallex(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "request_id": operation})
	req, _ := http.NewRequest("POST", "https://api.airwallex.com/api/v1/pa/payment_intents/create", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badCashfree(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.cashfree.com/pg/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodCashfree(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.cashfree.com/pg/orders", bytes.NewReader(body))
	req.Header.Set("x-idempotency-key", operation)
	return http.DefaultClient.Do(req)
}

func badYookassa(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.yookassa.ru/v3/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodYookassa(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.yookassa.ru/v3/payments", bytes.NewReader(body))
	req.Header.Set("Idempotence-Key", operation)
	return http.DefaultClient.Do(req)
}

func badTruelayer(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.truelayer.com/v3/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodTruelayer(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.truelayer.com/v3/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badDwolla(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.dwolla.com/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodDwolla(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.dwolla.com/transfers", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badRecurly(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://v3.recurly.com/purchases", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRecurly(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://v3.recurly.com/purchases", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badChargebee(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://shop.chargebee.com/api/v2/invoices", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodChargebee(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://shop.chargebee.com/api/v2/invoices", bytes.NewReader(body))
	req.Header.Set("chargebee-idempotency-key", operation)
	return http.DefaultClient.Do(req)
}

func badModernTreasury(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://app.moderntreasury.com/api/payment_orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodModernTreasury(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://app.moderntreasury.com/api/payment_orders", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badIncrease(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.increase.com/account_transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodIncrease(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.increase.com/account_transfers", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badLithic(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.lithic.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodLithic(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.lithic.com/v1/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badColumn(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.column.com/transfers/ach", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodColumn(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.column.com/transfers/ach", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badBluesnap(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://ws.bluesnap.com/services/2/transactions", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodBluesnap(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://ws.bluesnap.com/services/2/transactions", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badNexi(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://xpay.nexigroup.com/api/phoenix-0.0/psp/api/v1/orders/build", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodNexi(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://xpay.nexigroup.com/api/phoenix-0.0/psp/api/v1/orders/build", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badAuthorizeNet(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.authorize.net/xml/v1/request.api/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodAuthorizeNet(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "refId": operation})
	req, _ := http.NewRequest("POST", "https://api.authorize.net/xml/v1/request.api/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badCybersource(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.cybersource.com/pts/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodCybersource(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "code": operation})
	req, _ := http.NewRequest("POST", "https://api.cybersource.com/pts/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badGlobalPayments(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://apis.globalpay.com/ucp/transactions", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodGlobalPayments(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://apis.globalpay.com/ucp/transactions", bytes.NewReader(body))
	req.Header.Set("X-GP-Idempotency", operation)
	return http.DefaultClient.Do(req)
}

func badNuvei(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://secure.safecharge.com/ppp/api/v1/payment.do", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodNuvei(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "clientUniqueId": operation})
	req, _ := http.NewRequest("POST", "https://secure.safecharge.com/ppp/api/v1/payment.do", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badAlipay(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://openapi.alipay.com/v3/alipay/trade/pay", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodAlipay(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "out_trade_no": operation})
	req, _ := http.NewRequest("POST", "https://openapi.alipay.com/v3/alipay/trade/pay", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badAlipayRefund(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://openapi.alipay.com/v3/alipay/trade/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodAlipayRefund(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "out_request_no": operation})
	req, _ := http.NewRequest("POST", "https://openapi.alipay.com/v3/alipay/trade/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badWechatPay(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mch.weixin.qq.com/v3/pay/transactions/jsapi", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWechatPay(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "out_trade_no": operation})
	req, _ := http.NewRequest("POST", "https://api.mch.weixin.qq.com/v3/pay/transactions/jsapi", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badWechatPayRefund(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.mch.weixin.qq.com/v3/refund/domestic/refunds", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodWechatPayRefund(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "out_refund_no": operation})
	req, _ := http.NewRequest("POST", "https://api.mch.weixin.qq.com/v3/refund/domestic/refunds", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badOmise(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.omise.co/charges", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodOmise(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.omise.co/charges", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badPayu(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://secure.payu.com/api/v2_1/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodPayu(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "extOrderId": operation})
	req, _ := http.NewRequest("POST", "https://secure.payu.com/api/v2_1/orders", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badRedsys(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://sis.redsys.es/sis/rest/trataPeticionREST/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodRedsys(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "Ds_Merchant_Order": operation})
	req, _ := http.NewRequest("POST", "https://sis.redsys.es/sis/rest/trataPeticionREST/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badSibs(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.sibspayments.com/sibs/spg/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodSibs(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "merchantTransactionId": operation})
	req, _ := http.NewRequest("POST", "https://api.sibspayments.com/sibs/spg/v2/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

// What a provider has no key for: nothing can be set.

func paystackRefund(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.paystack.co/refund", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func paystackCustomer(mail string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"email": mail})
	req, _ := http.NewRequest("POST", "https://api.paystack.co/customer", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

// A reference by another name, at a provider that nothing is known about.

func namedReference(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "ref_id": operation})
	req, _ := http.NewRequest("POST", "https://psp.example.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

func badFintoc(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.fintoc.com/v1/transfers", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodFintoc(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://api.fintoc.com/v1/transfers", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

func badEpay(amount int) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://payments.epay.eu/api/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}

func goodEpay(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://payments.epay.eu/api/v1/payments", bytes.NewReader(body))
	req.Header.Set("Idempotency-Key", operation)
	return http.DefaultClient.Do(req)
}

// The payment's correlation id, in the body, is one that the provider knows it by.

func correlated(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount, "correlationId": operation})
	req, _ := http.NewRequest("POST", "https://psp.example.com/v1/payments", bytes.NewReader(body))
	return http.DefaultClient.Do(req)
}

// In a header it is for tracing.

func traced(amount int, operation string) (*http.Response, error) {
	body, _ := json.Marshal(map[string]any{"amount": amount})
	req, _ := http.NewRequest("POST", "https://psp.example.com/v1/payments", bytes.NewReader(body))
	req.Header.Set("X-Correlation-Id", operation)
	return http.DefaultClient.Do(req) // want `is sent without an idempotency key`
}
