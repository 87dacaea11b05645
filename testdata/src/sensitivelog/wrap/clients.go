package wrap

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
)

// client puts parameters into the query of a GET and into the body of a POST, and
// logs URLs.
type client struct{ base string }

type pinParams struct{ Reference, PIN string }

func (p pinParams) values() url.Values { return url.Values{"pin": {p.PIN}} }

func (c *client) call(ctx context.Context, method, path string, params url.Values) error {
	full := c.base + path
	var body io.Reader
	if method == http.MethodGet {
		full += "?" + params.Encode()
	} else {
		body = strings.NewReader(params.Encode())
	}
	log.Printf("%s %s", method, full)
	_, err := http.NewRequestWithContext(ctx, method, full, body)
	return err
}

func (c *client) submit(ctx context.Context, p pinParams) error {
	return c.call(ctx, http.MethodPost, "/submit_pin", p.values())
}

func (c *client) look(ctx context.Context, pin string) error {
	return c.call(ctx, http.MethodGet, "/look", url.Values{"pin": {pin}}) // want `PIN`
}

// noisy logs what it sends.
func (c *client) noisy(method, path string, params any) error {
	b, err := json.Marshal(params)
	if err != nil {
		return err
	}
	log.Printf("%s %s %s", method, path, b)
	_, err = http.NewRequest(method, c.base+path, bytes.NewReader(b))
	return err
}

func (c *client) loud(p pinParams) error {
	return c.noisy(http.MethodPost, "/submit_pin", p) // want `p with PIN PIN`
}

// booking has a card, which book logs itself.
type booking struct {
	Ref  string
	Card struct{ Number, CVV string }
}

func book(b *booking) {
	log.Printf("%s %+v", b.Ref, b.Card) // want `b.Card with card`
}

func checkin(ref, number string) {
	b := &booking{Ref: ref}
	b.Card.Number = number
	book(b)
}

// status leaves its job out.
type status struct {
	State string
	Job   *booking `json:"-"`
	Last  *booking
}

func states(b *booking) {
	j, _ := json.Marshal(status{State: "done", Job: b})
	log.Printf("%s", j)
	j, _ = json.Marshal(status{State: "done", Last: b})
	log.Printf("%s", j) // want `with card`
}

func host(dsn string) string { return dsn[strings.LastIndexByte(dsn, '@')+1:] }

func user(dsn string) string { return dsn[strings.Index(dsn, "//")+2:] }

func connect(databaseURL string) {
	log.Println("connecting to", host(databaseURL))
	log.Println("connecting to", user(databaseURL)) // want `credential databaseURL`
}

// split says who pays the fees, auth is a header.
type split struct {
	Subaccount, Bearer string
	Charge             int
}

type auth struct{ User, Bearer string }

func bearers(s split, a auth) {
	log.Println(s, s.Bearer)
	log.Println(a.User)
	log.Println(a.Bearer) // want `credential a.Bearer`
}
