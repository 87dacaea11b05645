package entry

import "testing"

func TestReturnName(t *testing.T) {
	for name, want := range map[string]bool{
		"PaymentReturn": true, "paymentSuccess": true, "HandleRedirect": true, "threeDSReturn": true, "PaymentCancel": true,
		"thankYou": true, "showResult": true, "checkoutDone": true,
		"CancelOrder": false, "CompleteOrder": false, "UpdatePaymentResult": false, "MarkDone": false, "refund": false,
		"PayBack": false, "callback": false, "listOrders": false,
	} {
		if got := returnName(name); got != want {
			t.Errorf("returnName(%q) = %v", name, got)
		}
	}
}

func TestReturnRoute(t *testing.T) {
	for path, want := range map[string]bool{
		"/payment/success": true, "/payments/return": true, "/payment/cancel": true, "/checkout/:id/result": true, "/payment/3ds/complete": true,
		"/orders/{id}/cancel": false, "/orders/:id/complete": false, "/orders/:return": false, "/payments": false, "/cancel": false,
	} {
		if got := returnRoute(path); got != want {
			t.Errorf("returnRoute(%q) = %v", path, got)
		}
	}
}

func TestWebhookNames(t *testing.T) {
	for name, want := range map[string]bool{
		"StripeWebhook": true, "paymentCallback": true, "/payments/notify": true, "IPN": true, "CallBackRequest": true, "payback": false, "call_me_back": false, "HandleNotification": true,
		"mywebhook": true, "notable": false, "Shipping": false, "webpage": false, "hooked": false,
	} {
		if got := WebhookName(name); got != want {
			t.Errorf("WebhookName(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"CreateWebhook": true, "ListWebhooks": true, "resendNotification": true, "UpdateWebhook": true,
		"HandleWebhook": false, "UpdateStatusOrder": false, "GetNotification": false, "webhook": false,
	} {
		if got := managementName(name); got != want {
			t.Errorf("managementName(%q) = %v", name, got)
		}
	}
}
