// Package frameworks reads signatures and tokens the way frameworks offer.
package frameworks

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

type config struct{ CallbackToken, WebhookSecret string }

type handler struct {
	cfg  *config
	keys keyStore
}

type apiKey struct{ Secret string }

type keyStore interface {
	Find(ctx context.Context, merchant string) (*apiKey, error)
}

func (h *handler) sign(body []byte) string {
	m := hmac.New(sha256.New, []byte(h.cfg.WebhookSecret))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

func (h *handler) echoToken(c echo.Context) error {
	if c.Request().Header.Get("X-Callback-Token") != h.cfg.CallbackToken { // want `CallbackToken is compared with request input`
		return errors.New("forbidden")
	}
	return nil
}

func (h *handler) echoSignature(c echo.Context) error {
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	if c.Request().Header.Get("X-Signature") != h.sign(body) { // want `signature header X-Signature`
		return errors.New("forbidden")
	}
	return nil
}

func (h *handler) fiberToken(c *fiber.Ctx) error {
	if c.Get("X-Callback-Token") == h.cfg.CallbackToken { // want `CallbackToken is compared`
		return nil
	}
	return errors.New("forbidden")
}

func (h *handler) ginQuery(c *gin.Context) {
	if c.Query("token") != h.cfg.CallbackToken { // want `CallbackToken is compared`
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
}

type callback struct {
	Token string `json:"token"`
}

func (h *handler) ginBody(c *gin.Context) {
	var cb callback
	if err := c.ShouldBindJSON(&cb); err != nil {
		return
	}
	if cb.Token != h.cfg.CallbackToken { // want `CallbackToken is compared`
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
}

func (h *handler) stored(r *http.Request) error {
	key, err := h.keys.Find(r.Context(), r.Header.Get("X-Merchant"))
	if err != nil {
		return err
	}
	if key.Secret != r.Header.Get("X-Api-Key") { // want `Secret is compared with request input`
		return errors.New("forbidden")
	}
	return nil
}

// A response's header is no input of an attacker's choice.
func unchanged(res *http.Response, cfg *config) bool {
	return res.Header.Get("X-Request-Token") == cfg.CallbackToken
}

type user struct{ Password, SessionToken string }

// Data of one user is looked after elsewhere.
func session(u *user, r *http.Request) bool {
	return u.SessionToken == r.Header.Get("X-Session-Token")
}

func merchant(c *gin.Context, ids map[string]string) bool {
	return c.GetHeader("X-Merchant-Id") == ids["default"]
}

type relay struct{ hash, region string }

// A provider's static token, under any name of the setting.
func (l *relay) echoed(ctx *fasthttp.RequestCtx) bool {
	return string(ctx.Request.Header.Peek("verif-hash")) == l.hash // want `hash is compared with request input`
}

func (l *relay) near(ctx *fasthttp.RequestCtx) bool {
	return string(ctx.Request.Header.Peek("X-Region")) == l.region
}

type desk struct{ user, pass string }

// The password of basic auth, under a short name.
func (d *desk) basic(r *http.Request) bool {
	u, p, ok := r.BasicAuth()
	return ok && u == d.user && p == d.pass // want `pass is compared with request input`
}
