// Package shop depends on a gateway that is implemented elsewhere.
package shop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/valyala/fasthttp"
)

type result struct{ ID, Outcome string }

type gateway interface {
	Authorize(ctx context.Context, order string) (result, error)
	Refund(ctx context.Context, id string) error
	Lookup(ctx context.Context, id string) (result, error)
	RefundOrder(ctx context.Context, id string) (result, error)
}

type invoicer struct{}

func (invoicer) CreateInvoice(ctx context.Context, order string) (res result, err error) {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://api.example.com/invoices", strings.NewReader(order))
	if err != nil {
		return res, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return res, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return res, errors.New(resp.Status)
	}
	return res, json.NewDecoder(resp.Body).Decode(&res)
}

type repository interface {
	Refund(ctx context.Context, id string) error
	Update(ctx context.Context, o *order) error
}

type order struct{ ID, Status, Auth string }

func dropped(ctx context.Context, g gateway, id string) {
	_ = g.Refund(ctx, id) // want `Refund, which sends a payment request, is ignored`
}

func deferred(ctx context.Context, g gateway, r repository, o *order) error {
	defer g.Refund(ctx, o.ID) // want `Refund, which sends a payment request, is ignored`
	return r.Update(ctx, o)
}

func logged(ctx context.Context, g gateway, id string) error {
	if err := g.Refund(ctx, id); err != nil { // want `Refund, which sends a payment request, is only logged`
		log.Println(err)
	}
	return nil
}

func checked(ctx context.Context, g gateway, id string) error {
	if err := g.Refund(ctx, id); err != nil {
		return fmt.Errorf("refund: %w", err)
	}
	return nil
}

// A repository moves no money.
func stored(ctx context.Context, r repository, id string) {
	_ = r.Refund(ctx, id)
}

func shown(ctx context.Context, g gateway, w io.Writer, id string) {
	res, _ := g.Lookup(ctx, id) // want `Lookup, which looks a payment up, is ignored`
	json.NewEncoder(w).Encode(res)
}

func pay(ctx context.Context, g gateway, r repository, o *order) error {
	res, err := g.Authorize(ctx, o.ID)
	if err != nil {
		return err
	}
	o.Auth, o.Status = res.ID, "paid"
	return r.Update(ctx, o) // want `the state becomes paid because`
}

// The invoice was made, and may be paid.
func invoice(ctx context.Context, g invoicer, r repository, o *order) error {
	res, err := g.CreateInvoice(ctx, o.ID)
	if err != nil {
		return err
	}
	o.Auth, o.Status = res.ID, "success"
	return r.Update(ctx, o)
}

func refunded(ctx context.Context, g gateway, r repository, o *order) error {
	res, err := g.RefundOrder(ctx, o.ID)
	if err != nil {
		return err
	}
	o.Auth, o.Status = res.ID, "refunded"
	return r.Update(ctx, o) // want `the state becomes refunded because`
}

func payLooked(ctx context.Context, g gateway, r repository, o *order) error {
	res, err := g.Authorize(ctx, o.ID)
	if err != nil {
		return err
	}
	o.Auth = res.ID
	if res.Outcome == "approved" {
		o.Status = "paid"
	}
	return r.Update(ctx, o)
}

// A closure gives the response back.
func released(url string) error {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer func() {
		fasthttp.ReleaseRequest(req)
		fasthttp.ReleaseResponse(res)
	}()
	req.SetRequestURI("https://api.example.com/payments")
	if err := fasthttp.Do(req, res); err != nil {
		return err
	}
	if res.StatusCode() != 200 {
		return fmt.Errorf("status %d", res.StatusCode())
	}
	return nil
}
