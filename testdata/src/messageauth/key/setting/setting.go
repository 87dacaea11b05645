// Package setting holds options that an administrator changes at run time.
package setting

// WebhookSecret is empty until somebody sets it.
var WebhookSecret = ""

// CallbackSecret has no value at all until then.
var CallbackSecret string

// Load takes over the options of the database.
func Load(options map[string]string) {
	WebhookSecret = options["WebhookSecret"]
	CallbackSecret = options["CallbackSecret"]
}
