// Package utils is a stub of the public API for tests.
package utils

// VerifyPaymentSignature verifies what the checkout hands the browser.
func VerifyPaymentSignature(params map[string]interface{}, signature string, secret string) bool {
	return false
}

// VerifyWebhookSignature verifies a webhook.
func VerifyWebhookSignature(body, signature, secret string) bool { return false }
