package key

import (
	"errors"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"

	"messageauth/key/setting"
)

// The options' default is an empty secret, which the verifier accepts.
func option(body []byte, header string) (stripe.Event, error) {
	secret := setting.WebhookSecret
	return webhook.ConstructEvent(body, header, secret) // want `WebhookSecret may be empty`
}

func optionGuarded(body []byte, header string) (stripe.Event, error) {
	if setting.CallbackSecret == "" {
		return stripe.Event{}, errors.New("webhooks are not set up")
	}
	return webhook.ConstructEvent(body, header, setting.CallbackSecret)
}
