package naming_test

import (
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
)

const paymentNames = `payment payments Payment CreatePayment pay_invoice PayOrder payNow pay charge Charge chargeCard
	charges ChargeCustomer refund Refunds refundPayment capture capturePayment CaptureCharge payout createPayouts transfer
	TransferFunds bankTransfer checkout CheckoutSession checkout-session invoice Invoices invoiceID settle settlement settlements
	billing BillingService order Order orders orderService CreateOrder PostOrder GetOrderByID orderTotal orderStatus subscription
	subscriptions cancelSubscription wallet walletBalance topup topUp top_up withdraw withdrawal Withdrawals deposit deposits
	chargeback chargebacks donation donations ledger ledgerEntry /v1/payments /api/orders/{id}/refunds
	/v2/payment-intents paymentservice ordersvc stripepayments billingapi paymentintent PaymentIntents authorizeAmount
	authorizePayment payment_gateway PAYMENT_URL TransferState refundEvent handlePaymentEvent SubscriptionEvent`

const notPaymentNames = `transfer-encoding TransferEncoding transfer_encoding recharge Recharge orderBy order_by OrderBy ORDER_BY
	charger Charger charging batteryCharge battery_charge ChargeBattery chargeLevel byteOrder ByteOrder sortOrder
	sort_order orderedMap reorder border bordered preOrder columnOrder captureScreen screenCapture CaptureException CaptureMessage
	packetCapture captureStdout captureGroup regexCapture payload payLoad pay_load paying repay display company
	gitCheckout checkoutBranch CheckoutCommit fileTransfer TransferFile dataTransfer axfrTransfer pubsubSubscription
	topicSubscription subscriptionTopic NatsSubscription hyperledger invoke invoked settled Settings discharge surcharge
	authorize Authorize authorization author chargers walletconnect stakeholder envoy deploy deposited captured
	user login token account customer profile health metrics email`

func TestPaymentWord(t *testing.T) {
	for _, name := range strings.Fields(paymentNames) {
		if !naming.PaymentWord(name) {
			t.Errorf("%s is in payment context", name)
		}
	}
	for _, name := range strings.Fields(notPaymentNames) {
		if naming.PaymentWord(name) {
			t.Errorf("%s is not in payment context", name)
		}
	}
	if naming.PaymentWord("ORDER BY created_at") {
		t.Error("order by is SQL")
	}
	if !naming.AuthorizeWord("authorizeCard") || naming.AuthorizeWord("authority") {
		t.Error("AuthorizeWord")
	}
}

func TestConfiguredPaymentWords(t *testing.T) {
	n := naming.New(&config.Config{Payment: config.Words{Add: []string{"booking"}, Remove: []string{"order"}}})
	for name, want := range map[string]bool{
		"CreateBooking": true, "bookings": true, "CreateOrder": false, "orderservice": false, "refundOrder": true,
	} {
		if got := n.PaymentWord(name); got != want {
			t.Errorf("PaymentWord(%s) = %v, want %v", name, got, want)
		}
	}
}

func TestStates(t *testing.T) {
	for _, s := range strings.Fields("status Status payment_status PaymentStatus paid is_paid IsPaid paid_at refundedAt balance credits orderState amount_paid") {
		if !naming.StateName(s) {
			t.Errorf("%s is a state name", s)
		}
	}
	for _, s := range strings.Fields("statusCode httpStatus stateless id amount paidBy statusText unpaid balanceSheet updated_at") {
		if naming.StateName(s) {
			t.Errorf("%s is no state name", s)
		}
	}
	for _, s := range strings.Fields("paid PAID StatusPaid OrderStatusCompleted succeeded COMPLETED settlement success PaymentSucceeded") {
		if !naming.SuccessState(s) || !naming.FinalState(s) {
			t.Errorf("%s is a final success", s)
		}
	}
	for _, s := range strings.Fields("failed StatusFailed canceled Refused expired") {
		if naming.SuccessState(s) || !naming.FinalState(s) {
			t.Errorf("%s is a final failure", s)
		}
	}
	for _, s := range strings.Fields("pending created processing unpaid NotPaid requires_capture open") {
		if naming.FinalState(s) {
			t.Errorf("%s is not final", s)
		}
	}
}

func TestSignatureName(t *testing.T) {
	for _, s := range strings.Fields("signature Signature X-Signature stripeSignature sig expectedSig hmac mac sign expectedMAC webhook_signature signatureBytes") {
		if !naming.SignatureName(s) {
			t.Errorf("%s is a signature", s)
		}
	}
	for _, s := range strings.Fields("signatureAlgorithm SignatureType signatureHeader design assigned signUp signIn macAddress signatureDate ErrInvalidSignature signatureValid signal") {
		if naming.SignatureName(s) {
			t.Errorf("%s is no signature", s)
		}
	}
}
