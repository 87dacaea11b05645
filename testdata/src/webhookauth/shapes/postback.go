package shapes

import (
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/url"

	"github.com/fasthttp/router"
	"github.com/segmentio/kafka-go"
	"github.com/valyala/fasthttp"
)

type donations struct {
	db     *sql.DB
	queue  *kafka.Writer
	secret string
}

// The message is sent back to who is said to have sent it.
func (d *donations) donationIPN(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	back := url.Values{"cmd": {"_notify-validate"}}
	for k, v := range r.PostForm {
		back[k] = v
	}
	res, err := http.PostForm("https://ipnpb.example.com/cgi-bin/webscr", back)
	if err != nil {
		http.Error(w, "gateway", http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil || string(answer) != "VERIFIED" {
		log.Print("not verified")
		http.Error(w, "not verified", http.StatusBadRequest)
		return
	}
	d.db.Exec("UPDATE donations SET status = ? WHERE id = ?", r.PostForm.Get("payment_status"), r.PostForm.Get("custom"))
}

// Looking at the answer's length is no look at the answer.
func (d *donations) hastyIPN(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	res, err := http.PostForm("https://ipnpb.example.com/cgi-bin/webscr", r.PostForm) // want `webhook payload reaches .*`
	if err != nil {
		return
	}
	defer res.Body.Close()
	if res.ContentLength == 0 {
		return
	}
	if _, err := d.db.Exec("UPDATE donations SET status = 'completed' WHERE id = ?", r.PostForm.Get("custom")); err != nil {
		log.Print(err)
	}
}

// A hash written with io.WriteString covers what was written.
func (d *donations) keyedHook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h := sha256.New()
	io.WriteString(h, d.secret)
	h.Write(body)
	got, _ := hex.DecodeString(r.Header.Get("X-Partner-Signature"))
	if subtle.ConstantTimeCompare(h.Sum(nil), got) != 1 {
		log.Print("forged")
		http.Error(w, "signature", http.StatusForbidden)
		return
	}
	var m struct{ Order, Status string }
	if json.Unmarshal(body, &m) == nil {
		d.db.Exec("UPDATE donations SET status = ? WHERE id = ?", m.Status, m.Order)
	}
}

// Routes makes webhooks of the handlers.
func (d *donations) routes() {
	g := router.New().Group("/donations")
	g.POST("/callback/copied", d.copied)
	g.POST("/callback/parsed", d.parsed)
	g.POST("/import", d.imported)
}

// A copy of the raw body may be queued.
func (d *donations) copied(ctx *fasthttp.RequestCtx) {
	_ = d.queue.WriteMessages(ctx, kafka.Message{Value: append([]byte(nil), ctx.PostBody()...)})
}

func (d *donations) parsed(ctx *fasthttp.RequestCtx) {
	var m struct{ Order, Status string }
	if json.Unmarshal(ctx.PostBody(), &m) == nil {
		_ = d.queue.WriteMessages(ctx, kafka.Message{Value: []byte(m.Order + m.Status)}) // want `webhook payload reaches \(kafka-go\.Writer\)\.WriteMessages`
	}
}

func (d *donations) imported(ctx *fasthttp.RequestCtx) {
	_ = d.queue.WriteMessages(ctx, kafka.Message{Value: ctx.PostBody()})
}
