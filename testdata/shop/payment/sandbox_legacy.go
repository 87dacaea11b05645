package payment

import (
	"context"
	"net/http"
)

// payoutURL was to be replaced before the launch.
const payoutURL = "https://api.sandbox.checkout.com/payouts"

// LegacyPayouts asks for the payouts of the day.
func LegacyPayouts(ctx context.Context, client *http.Client, key string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, payoutURL, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", key)
	return client.Do(req)
}

// payoutURLs lets the configuration choose.
var payoutURLs = map[string]string{
	"sandbox":    "https://api.sandbox.dlocal.com/payouts",
	"production": "https://api.dlocal.com/payouts",
}

// Payouts asks for the payouts of the day in an environment.
func Payouts(ctx context.Context, client *http.Client, env, key string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, payoutURLs[env], nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", key)
	return client.Do(req)
}
