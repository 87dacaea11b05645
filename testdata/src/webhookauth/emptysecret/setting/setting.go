// Package setting holds what the administrator configures at run time.
package setting

// StripeWebhookSecret is empty until somebody sets it.
var StripeWebhookSecret = ""
