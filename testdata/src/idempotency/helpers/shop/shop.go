// Package shop pays through gateway.
package shop

import (
	"context"

	"idempotency/helpers/gateway"
)

type order struct {
	ID     string
	Amount int
}

type body struct {
	Amount    int    `json:"amount"`
	RequestID string `json:"idempotency_key,omitempty"`
}

func pay(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.Do(ctx, "POST", "/payments", body{Amount: o.Amount}) // want `the POST to /payments is sent without`
	return err
}

func payKeyed(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.Do(ctx, "POST", "/payments", body{Amount: o.Amount, RequestID: o.ID})
	return err
}

func payHeader(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.DoKeyed(ctx, "POST", "/payments", body{Amount: o.Amount}, map[string]string{"Idempotency-Key": o.ID})
	return err
}

func payOtherHeader(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.DoKeyed(ctx, "POST", "/payments", body{Amount: o.Amount}, map[string]string{"Accept": "*/*"}) // want `the POST to /payments is sent without`
	return err
}

func payParameter(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.Post(ctx, "/payments", o, o.ID)
	return err
}

func payEmptyParameter(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.Post(ctx, "/payments", o, "") // want `the key of the POST to /payments .* may be empty`
	return err
}

func payOption(ctx context.Context, c *gateway.Client, o order) error {
	_, err := c.Send(ctx, "POST", "/payments", gateway.WithAccept("*/*"), gateway.WithKey(o.ID))
	return err
}

func payOtherOption(ctx context.Context, c *gateway.Client) error {
	_, err := c.Send(ctx, "POST", "/payments", gateway.WithAccept("*/*")) // want `the POST to /payments is sent without`
	return err
}

func payNoOption(ctx context.Context, c *gateway.Client) error {
	_, err := c.Send(ctx, "POST", "/payments") // want `the POST to /payments is sent without`
	return err
}

func payBuilt(ctx context.Context, c *gateway.Client, o order) error {
	req, err := c.NewRequest(ctx, "POST", "/payments", o)
	if err != nil {
		return err
	}
	_, err = c.SendRequest(req) // want `the POST to /payments is sent without`
	return err
}

func payBuiltKeyed(ctx context.Context, c *gateway.Client, o order) error {
	req, err := c.NewRequest(ctx, "POST", "/payments", o)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", o.ID)
	_, err = c.SendRequest(req)
	return err
}

// The wrapper's key is the caller's to make.
func charge(ctx context.Context, c *gateway.Client, o order) error {
	return c.Charge(ctx, o.Amount, o.ID)
}

func chargeConstant(ctx context.Context, c *gateway.Client, o order) error {
	return c.Charge(ctx, o.Amount, "charge") // want `carries the constant Idempotency-Key "charge"`
}

// Callers further out are not reported again.
func refund(ctx context.Context, c *gateway.Client, o order) error {
	return c.Refund(ctx, o.ID)
}

func transfer(ctx context.Context, c *gateway.Client, o order) error {
	return c.Transfer(ctx, gateway.TransferRequest{Amount: o.Amount, IdempotencyKey: o.ID})
}

func transferUnkeyed(ctx context.Context, c *gateway.Client, o order) error {
	return c.Transfer(ctx, gateway.TransferRequest{Amount: o.Amount}) // want `the POST to /transfers is sent without`
}

func read(ctx context.Context, c *gateway.Client) error {
	if err := c.Balance(ctx); err != nil {
		return err
	}
	_, err := c.Do(ctx, "GET", "/payments", nil)
	return err
}
