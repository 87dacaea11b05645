// Package adapters has entry points that are no plain handlers: functions behind
// generic adapters, operations, controllers, routers of the team's own.
package adapters

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/beego/beego/v2/server/web"
	bctx "github.com/beego/beego/v2/server/web/context"
	"github.com/danielgtaylor/huma/v2"
	"github.com/gorilla/mux"
	"github.com/razorpay/razorpay-go/utils"
	"github.com/valyala/fasthttp"
)

// Orders is the store.
type Orders interface {
	MarkPaid(ctx context.Context, id string) error
	SetNote(ctx context.Context, id, note string) error
}

type notification struct {
	OrderID string `json:"order_id"`
	Amount  int64  `json:"amount"`
}

type remark struct {
	OrderID string `json:"order_id"`
}

type remarkInput struct {
	Body remark
}

type api struct {
	orders Orders
	key    []byte
	secret string
}

// --- a generic adapter decodes and calls

func handle[T any](f func(context.Context, T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, "json", http.StatusBadRequest)
			return
		}
		if err := f(r.Context(), in); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

// signed refuses before it calls.
func signed[T any](key []byte, f func(context.Context, T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = check(key, body, r.Header.Get("X-Signature"))
		}
		if err != nil {
			log.Printf("webhook refused: %v", err)
			http.Error(w, "signature", http.StatusUnauthorized)
			return
		}
		var in T
		if err := json.Unmarshal(body, &in); err != nil {
			http.Error(w, "json", http.StatusBadRequest)
			return
		}
		if err := f(r.Context(), in); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

type sigError struct{}

func (sigError) Error() string { return "signature" }

func check(key, body []byte, sig string) error {
	m := hmac.New(sha256.New, key)
	m.Write(body)
	if !hmac.Equal(m.Sum(nil), []byte(sig)) {
		return sigError{}
	}
	return nil
}

func (a *api) mount(r *mux.Router) {
	r.HandleFunc("/payments/webhook", handle(a.onEvent))
	r.HandleFunc("/payments/webhook/signed", signed(a.key, a.onSignedEvent))
	r.HandleFunc("/payments/notes", handle(a.onNote))
}

func (a *api) onEvent(ctx context.Context, n notification) error {
	return a.orders.MarkPaid(ctx, n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid on a path where nothing has verified it`
}

func (a *api) onSignedEvent(ctx context.Context, n notification) error {
	return a.orders.MarkPaid(ctx, n.OrderID)
}

func (a *api) onNote(ctx context.Context, n remark) error {
	return a.orders.SetNote(ctx, n.OrderID, "seen")
}

// --- huma operations

type rawInput struct {
	Signature string `header:"X-Razorpay-Signature"`
	RawBody   []byte
}

type bodyInput struct {
	Body notification
}

type output struct{}

func (a *api) operations(h huma.API) {
	huma.Register(h, huma.Operation{Method: http.MethodPost, Path: "/webhooks/razorpay"}, a.verifiedOperation)
	huma.Register(h, huma.Operation{Method: http.MethodPost, Path: "/payments/callback"}, a.openOperation)
	huma.Post(h, "/orders/seen", a.seen)
}

func (a *api) verifiedOperation(ctx context.Context, in *rawInput) (*output, error) {
	if !utils.VerifyWebhookSignature(string(in.RawBody), in.Signature, a.secret) {
		return nil, huma.Error401Unauthorized("signature")
	}
	var n notification
	if err := json.Unmarshal(in.RawBody, &n); err != nil {
		return nil, err
	}
	return &output{}, a.orders.SetNote(ctx, n.OrderID, "paid")
}

func (a *api) openOperation(ctx context.Context, in *bodyInput) (*output, error) {
	return &output{}, a.orders.MarkPaid(ctx, in.Body.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid`
}

func (a *api) seen(ctx context.Context, in *remarkInput) (*output, error) {
	return &output{}, a.orders.SetNote(ctx, in.Body.OrderID, "seen")
}

// --- a router of the team's own: what it chooses from are the handlers

func (a *api) route(ctx *fasthttp.RequestCtx) {
	switch string(ctx.Path()) {
	case "/webhook/a":
		a.openWebhook(ctx)
	case "/webhook/b":
		a.signedWebhook(ctx)
	}
}

func (a *api) openWebhook(ctx *fasthttp.RequestCtx) {
	var n notification
	if err := json.Unmarshal(ctx.PostBody(), &n); err != nil {
		return
	}
	_ = a.orders.MarkPaid(ctx, n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid`
}

func (a *api) signedWebhook(ctx *fasthttp.RequestCtx) {
	if err := check(a.key, ctx.PostBody(), string(ctx.Request.Header.Peek("X-Signature"))); err != nil {
		log.Printf("webhook refused: %v", err)
		ctx.Error("signature", fasthttp.StatusUnauthorized)
		return
	}
	var n notification
	if err := json.Unmarshal(ctx.PostBody(), &n); err != nil {
		return
	}
	_ = a.orders.SetNote(ctx, n.OrderID, "paid")
}

// Steps of one handler are no choice.
func (a *api) stepsWebhook(w http.ResponseWriter, r *http.Request) {
	a.audit(w, r)
	a.apply(w, r) // want `webhook payload reaches \(\*api\)\.apply`
}

func (a *api) audit(w http.ResponseWriter, r *http.Request) { log.Print(r.URL.Path) }

func (a *api) apply(w http.ResponseWriter, r *http.Request) {
	_ = a.orders.MarkPaid(r.Context(), r.FormValue("order"))
}

// --- beego controllers

var store Orders

type baseController struct{ web.Controller }

type payController struct{ baseController }

func init() {
	web.Router("/pay/notify", &payController{}, "post:Notify")
	web.Router("/pay/done", &payController{}, "get:Show")
	web.Post("/pay/callback", func(ctx *bctx.Context) {
		var n notification
		if err := json.Unmarshal(ctx.Input.RequestBody, &n); err != nil {
			ctx.Output.SetStatus(400)
			return
		}
		_ = store.MarkPaid(ctx.Request.Context(), n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid`
	})
}

// Notify believes what it is told.
func (c *payController) Notify() {
	if c.GetString("trade_status") == "TRADE_SUCCESS" {
		_ = store.MarkPaid(context.Background(), c.GetString("out_trade_no")) // want `webhook payload reaches \(Orders\)\.MarkPaid`
	}
}

// Show shows a page.
func (c *payController) Show() { c.Redirect("/", 302) }

// NotifySigned verifies first.
func (c *payController) NotifySigned() {
	body := c.Ctx.Input.RequestBody
	if err := check([]byte("k"), body, c.Ctx.Input.Header("X-Signature")); err != nil {
		log.Printf("notify: %v", err)
		c.CustomAbort(401, "signature")
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		return
	}
	_ = store.SetNote(context.Background(), n.OrderID, "paid")
}

// Prepare runs before every action.
func (c *payController) Prepare() { log.Print(c.GetString("notify_id")) }
