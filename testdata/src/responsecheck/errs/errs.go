// Package checkout uses, or does not use, the errors of its calls.
package checkout

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/stripe/stripe-go/v82/refund"
)

func render(v any) {}

func sdkDropped(id string) {
	pi, _ := paymentintent.Get(id, nil) // want `error of paymentintent\.Get is ignored.*\[COM-5, TRU-2\]`
	render(pi.ClientSecret)
}

func refundDropped(id string) {
	refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)}) // want `error of refund\.New is ignored`
}

func onlyLogged(id string) *stripe.PaymentIntent {
	pi, err := paymentintent.Capture(id, nil) // want `error of paymentintent\.Capture is only logged`
	if err != nil {
		log.Println("capture:", err)
	}
	return pi
}

func overwritten(id string) (*stripe.PaymentIntent, error) {
	pi, err := paymentintent.Confirm(id, nil) // want `error of paymentintent\.Confirm is ignored`
	_, err = refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(pi.ID)})
	return pi, err
}

func sendDropped(body []byte) {
	http.Post("https://api.example.com/v1/refunds", "application/json", bytes.NewReader(body)) // want `error of http\.Post is ignored`
}

type answer struct{ Status string }

func decodeDropped(id string) (string, error) {
	res, err := http.Get("https://api.example.com/v1/charges/" + id) // want `error of json\.Unmarshal.* is ignored`
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return "", errors.New(res.Status)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	var a answer
	json.Unmarshal(body, &a)
	return a.Status, nil
}

func decoderDropped(id string) (string, error) {
	res, err := http.Get("https://api.example.com/v1/charges/" + id) // want `error of .*Decode.* is ignored`
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return "", errors.New(res.Status)
	}
	var a answer
	_ = json.NewDecoder(res.Body).Decode(&a)
	return a.Status, nil
}

func readDropped(id string) ([]byte, error) {
	res, err := http.Get("https://api.example.com/v1/charges/" + id) // want `error of io\.ReadAll.* is ignored`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, errors.New(res.Status)
	}
	body, _ := io.ReadAll(res.Body)
	return body, nil
}

// Errors that decide.

func returned(id string) (*stripe.Refund, error) {
	return refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
}

func wrapped(id string) (string, error) {
	pi, err := paymentintent.Get(id, nil)
	if err != nil {
		return "", fmt.Errorf("get %s: %w", id, err)
	}
	return pi.ClientSecret, nil
}

func collected(ids []string) error {
	var errs []error
	for _, id := range ids {
		if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)}); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func skipped(ids []string) []*stripe.PaymentIntent {
	var out []*stripe.PaymentIntent
	for _, id := range ids {
		pi, err := paymentintent.Get(id, nil)
		if err != nil {
			log.Println(err)
			continue
		}
		out = append(out, pi)
	}
	return out
}

// Best effort on a path that fails anyway.
func bestEffort(id string) ([]byte, error) {
	res, err := http.Get("https://api.example.com/v1/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		var a answer
		body, _ := io.ReadAll(res.Body)
		_ = json.Unmarshal(body, &a)
		return nil, fmt.Errorf("%s: %s", res.Status, a.Status)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	return nil, nil
}

func acrossChannel(id string, errs chan<- error) {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	errs <- err
}

func named(id string) (pi *stripe.PaymentIntent, err error) {
	pi, err = paymentintent.Get(id, nil)
	return
}

func closed(id string) (err error) {
	defer func() {
		if err != nil {
			log.Println("refund failed:", err)
		}
	}()
	_, err = refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	return err
}
