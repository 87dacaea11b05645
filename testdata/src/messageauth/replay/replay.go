// Package replay switches the replay window off, or leaves it on.
package replay

import (
	"net/http"
	"time"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
	svix "github.com/svix/svix-webhooks/go"
)

func ignoring(body []byte, header, secret string) (stripe.Event, error) {
	return webhook.ConstructEventIgnoringTolerance(body, header, secret) // want `replay.*\[COM-4\]`
}

func option(body []byte, header, secret string) (stripe.Event, error) {
	return webhook.ConstructEventWithOptions(body, header, secret, webhook.ConstructEventOptions{
		IgnoreTolerance: true, // want `replay`
	})
}

func assigned(body []byte, header, secret string) (stripe.Event, error) {
	var opts webhook.ConstructEventOptions
	opts.IgnoreTolerance = true // want `replay`
	return webhook.ConstructEventWithOptions(body, header, secret, opts)
}

func timestamp(wh *svix.Webhook, body []byte, h http.Header) error {
	return wh.VerifyIgnoringTimestamp(body, h) // want `replay`
}

func version(body []byte, header, secret string) (stripe.Event, error) {
	return webhook.ConstructEventWithOptions(body, header, secret, webhook.ConstructEventOptions{
		IgnoreAPIVersionMismatch: true,
		IgnoreTolerance:          false,
	})
}

func tolerance(body []byte, header, secret string) (stripe.Event, error) {
	return webhook.ConstructEventWithTolerance(body, header, secret, 10*time.Minute)
}

func plain(wh *svix.Webhook, body []byte, h http.Header) error { return wh.Verify(body, h) }
