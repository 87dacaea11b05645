// Package sdk pays with providers' SDKs.
package sdk

import (
	"context"

	"github.com/adyen/adyen-go-api-library/v21/src/checkout"
	"github.com/braintree-go/braintree-go"
	"github.com/checkout/checkout-sdk-go/payments/nas"
	"github.com/gocardless/gocardless-pro-go/v6"
	"github.com/midtrans/midtrans-go"
	"github.com/midtrans/midtrans-go/coreapi"
	"github.com/plutov/paypal/v4"
	"github.com/razorpay/razorpay-go/resources"
	"github.com/square/square-go-sdk/v3"
	"github.com/square/square-go-sdk/v3/payments"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/checkout/session"
	"github.com/stripe/stripe-go/v82/customer"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/stripe/stripe-go/v82/refund"
	"github.com/xendit/xendit-go/v7/payment_request"
)

func stripeMissing(ctx context.Context) error {
	params := &stripe.PaymentIntentParams{Amount: stripe.Int64(100)}
	_, err := paymentintent.New(params) // want `paymentintent.New is sent without an idempotency key, .*; call SetIdempotencyKey on its parameters`
	return err
}

func stripeSetter(key string) error {
	params := &stripe.PaymentIntentParams{Amount: stripe.Int64(100)}
	params.SetIdempotencyKey(key)
	_, err := paymentintent.New(params)
	return err
}

func stripeField(key string) error {
	params := &stripe.RefundParams{Params: stripe.Params{IdempotencyKey: stripe.String("refund-" + key)}}
	_, err := refund.New(params)
	return err
}

func stripeAssigned(key string) error {
	params := &stripe.RefundParams{}
	params.IdempotencyKey = &key
	_, err := refund.New(params)
	return err
}

func stripeBuilt(key string) error {
	_, err := refund.New(refundParams(key))
	return err
}

func refundParams(key string) *stripe.RefundParams {
	params := &stripe.RefundParams{}
	params.SetIdempotencyKey(key)
	return params
}

func stripeBuiltWithout(pi string) error {
	_, err := refund.New(plainParams(pi)) // want `refund.New is sent without`
	return err
}

func plainParams(pi string) *stripe.RefundParams {
	return &stripe.RefundParams{PaymentIntent: stripe.String(pi)}
}

func stripeClient(c session.Client) error {
	_, err := c.New(&stripe.CheckoutSessionParams{SuccessURL: stripe.String("https://shop.example/thanks")}) // want `\(session.Client\).New is sent without`
	return err
}

// A reference for the shop's own use is no key for Stripe.
func stripeReference(id string) error {
	_, err := session.New(&stripe.CheckoutSessionParams{ClientReferenceID: stripe.String(id)}) // want `session.New is sent without`
	return err
}

// The parameters are the caller's.
func stripeParams(params *stripe.RefundParams) error {
	_, err := refund.New(params)
	return err
}

func stripeReads() error {
	if _, err := customer.New(nil); err != nil {
		return err
	}
	_, err := paymentintent.Get("pi", nil)
	return err
}

func paypalPlain(ctx context.Context, c *paypal.Client, id string) error {
	_, err := c.CaptureOrder(ctx, id, paypal.CaptureOrderRequest{}) // want `\(paypal.Client\).CaptureOrder is sent without`
	return err
}

func paypalKeyed(ctx context.Context, c *paypal.Client, id string) error {
	_, err := c.CaptureOrderWithPaypalRequestId(ctx, id, paypal.CaptureOrderRequest{}, "capture-"+id)
	return err
}

func paypalEmpty(ctx context.Context, c *paypal.Client, id string) error {
	_, err := c.CaptureOrderWithPaypalRequestId(ctx, id, paypal.CaptureOrderRequest{}, "") // want `the key of .*CaptureOrderWithPaypalRequestId .* may be empty`
	return err
}

func paypalNoMeans(ctx context.Context, c *paypal.Client, id string) error {
	_, err := c.AuthorizeOrder(ctx, id) // want `AuthorizeOrder has no way to set an idempotency key in this version of the SDK`
	return err
}

func paypalPayout(ctx context.Context, c *paypal.Client, batch string) error {
	_, err := c.CreatePayout(ctx, paypal.Payout{SenderBatchHeader: &paypal.SenderBatchHeader{SenderBatchID: batch}})
	return err
}

func paypalPayoutWithout(ctx context.Context, c *paypal.Client) error {
	_, err := c.CreatePayout(ctx, paypal.Payout{SenderBatchHeader: &paypal.SenderBatchHeader{EmailSubject: "your money"}}) // want `CreatePayout is sent without`
	return err
}

func receivers(list map[string]string) []paypal.PayoutItem {
	out := make([]paypal.PayoutItem, 0, len(list))
	for mail, amount := range list {
		out = append(out, paypal.PayoutItem{Receiver: mail, Amount: amount})
	}
	return out
}

func paypalPayoutToMany(ctx context.Context, c *paypal.Client, list map[string]string) error {
	batch := paypal.Payout{SenderBatchHeader: &paypal.SenderBatchHeader{EmailSubject: "your money"}, Items: receivers(list)}
	_, err := c.CreatePayout(ctx, batch) // want `CreatePayout is sent without`
	return err
}

func razorpayMissing(p *resources.Payment, id string) error {
	_, err := p.Refund(id, 100, nil, nil) // want `\(resources.Payment\).Refund is sent without`
	return err
}

func razorpayHeaders(p *resources.Payment, id string) error {
	_, err := p.Refund(id, 100, nil, map[string]string{"X-Refund-Idempotency": id})
	return err
}

func razorpayReceipt(o *resources.Order, id string) error {
	_, err := o.Create(map[string]interface{}{"amount": 100, "receipt": id}, nil)
	return err
}

func razorpayNoReceipt(o *resources.Order) error {
	_, err := o.Create(map[string]interface{}{"amount": 100}, nil) // want `\(resources.Order\).Create is sent without`
	return err
}

func midtransMissing(c *coreapi.Client) {
	c.ChargeTransaction(&coreapi.ChargeReq{TransactionDetails: midtrans.TransactionDetails{GrossAmt: 100}}) // want `ChargeTransaction is sent without`
}

func midtransOrder(c *coreapi.Client, id string) {
	c.ChargeTransaction(&coreapi.ChargeReq{TransactionDetails: midtrans.TransactionDetails{OrderID: id, GrossAmt: 100}})
}

func midtransRefund(c *coreapi.Client, id string) {
	c.RefundTransaction(id, &coreapi.RefundReq{Amount: 100}) // want `RefundTransaction is sent without`
	c.RefundTransaction(id, &coreapi.RefundReq{Amount: 100, RefundKey: "refund-" + id})
}

func adyenMissing(ctx context.Context, a *checkout.PaymentsApi) {
	a.Payments(ctx, a.PaymentsInput().PaymentRequest(checkout.PaymentRequest{Reference: "order"})) // want `\(checkout.PaymentsApi\).Payments is sent without`
}

func adyenKeyed(ctx context.Context, a *checkout.PaymentsApi, id string) {
	in := a.PaymentsInput().IdempotencyKey(id)
	in = in.PaymentRequest(checkout.PaymentRequest{Reference: id})
	a.Payments(ctx, in)
}

func checkoutNil(c *nas.Client) {
	c.RequestPayment(nas.PaymentRequest{}, nil) // want `\(nas.Client\).RequestPayment is sent without`
}

func checkoutKeyed(c *nas.Client, key string) {
	c.RequestPayment(nas.PaymentRequest{}, &key)
}

func xenditMissing(ctx context.Context, a *payment_request.PaymentRequestApiService) error {
	return a.CreatePaymentRequest(ctx).Execute() // want `CreatePaymentRequest is sent without`
}

func xenditKeyed(ctx context.Context, a *payment_request.PaymentRequestApiService, key string) error {
	return a.CreatePaymentRequest(ctx).IdempotencyKey(key).Execute()
}

func squareMissing(ctx context.Context, c *payments.Client) {
	c.Create(ctx, &square.CreatePaymentRequest{SourceID: "cnon"}) // want `\(payments.Client\).Create is sent without`
}

func squareKeyed(ctx context.Context, c *payments.Client, key string) {
	c.Create(ctx, &square.CreatePaymentRequest{SourceID: "cnon", IdempotencyKey: key})
}

func squareEmpty(ctx context.Context, c *payments.Client) {
	c.Create(ctx, &square.CreatePaymentRequest{SourceID: "cnon", IdempotencyKey: ""}) // want `may be empty`
}

func gocardlessMissing(ctx context.Context, s *gocardless.PaymentServiceImpl) {
	s.Create(ctx, gocardless.PaymentCreateParams{Amount: 1}) // want `\(gocardless-pro-go.PaymentServiceImpl\).Create is sent without`
}

func gocardlessKeyed(ctx context.Context, s *gocardless.PaymentServiceImpl, key string) {
	s.Create(ctx, gocardless.PaymentCreateParams{Amount: 1}, gocardless.WithIdempotencyKey(key))
}

func braintreeOrder(ctx context.Context, g *braintree.TransactionGateway, id string) {
	g.Create(ctx, &braintree.TransactionRequest{Amount: "1", OrderId: id})
	g.Create(ctx, &braintree.TransactionRequest{Amount: "1"}) // want `\(braintree-go.TransactionGateway\).Create is sent without`
	g.Refund(ctx, id)                                         // want `\(braintree-go.TransactionGateway\).Refund has no way to set an idempotency key`
}

func midtransBuilt(c *coreapi.Client, id string) {
	c.ChargeTransaction(chargeOf(id, 100))
	c.ChargeTransaction(namelessCharge(100)) // want `ChargeTransaction is sent without`
}

func chargeOf(id string, amount int64) *coreapi.ChargeReq {
	req := &coreapi.ChargeReq{TransactionDetails: midtrans.TransactionDetails{OrderID: id, GrossAmt: amount}}
	req.PaymentType = "gopay"
	return req
}

func namelessCharge(amount int64) *coreapi.ChargeReq {
	return &coreapi.ChargeReq{TransactionDetails: midtrans.TransactionDetails{GrossAmt: amount}}
}

func midtransFilled(c *coreapi.Client, id string) {
	req := new(coreapi.ChargeReq)
	fillOrder(req, id)
	c.ChargeTransaction(req)
}

func fillOrder(req *coreapi.ChargeReq, id string) {
	req.TransactionDetails.OrderID = id
}
