package middleware

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"

	"github.com/gofiber/fiber/v2"
)

// Invoices is the store.
type Invoices interface {
	SetStatus(ctx context.Context, id, status string) error
}

type prefixed struct {
	invoices Invoices
	key      []byte
}

// A check in front of a part of the paths.
func (p *prefixed) routes(app *fiber.App) {
	app.Use("/hooks/signed", func(c *fiber.Ctx) error {
		m := hmac.New(sha256.New, p.key)
		m.Write(c.Body())
		if !hmac.Equal(m.Sum(nil), []byte(c.Get("X-Signature"))) {
			return c.SendStatus(401)
		}
		return c.Next()
	})
	app.Post("/hooks/signed/invoice", p.signedHook)
	app.Post("/hooks/signedness/invoice", p.openHook)
}

func (p *prefixed) signedHook(c *fiber.Ctx) error {
	var in struct{ ID, Status string }
	if err := c.BodyParser(&in); err != nil {
		return err
	}
	return p.invoices.SetStatus(c.UserContext(), in.ID, in.Status)
}

func (p *prefixed) openHook(c *fiber.Ctx) error {
	var in struct{ ID, Status string }
	if err := c.BodyParser(&in); err != nil {
		return err
	}
	return p.invoices.SetStatus(c.UserContext(), in.ID, in.Status) // want `webhook payload reaches \(Invoices\)\.SetStatus`
}
