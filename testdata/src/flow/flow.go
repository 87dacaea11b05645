// Package flow is test data of the value-flow engine. Every call of show is
// annotated with the origins of its argument.
package flow

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"flow/dep"
)

func show(v any) {}

type card struct {
	Number string
	Owner  *person
}

type person struct{ Name string }

func locals() {
	a := "x"
	b := a
	show(b) // want `const "x"`
	if len(os.Args) > 1 {
		b = "y"
	}
	show(b) // want `const "x" may` `const "y" may`
}

func fields(c card) {
	show(c.Number)     // want `param c\.Number`
	show(c.Owner.Name) // want `param c\.Owner\.Name`
	c.Number = "masked"
	show(c.Number) // want `const "masked"`
}

func pointer(c *card) {
	if c.Owner != nil {
		c.Number = "masked"
	}
	show(c.Number) // want `const "masked" may` `param c\.Number`
}

func literal() {
	c := &card{Number: "1", Owner: &person{Name: "n"}}
	show(c.Owner.Name) // want `const "n"`
	show(c.Number)     // want `const "1"`
}

func maps() {
	m := map[string]string{"a": "1", "b": "2"}
	show(m["a"]) // want `const "1"`
	m["a"] = "3"
	show(m["a"]) // want `const "3"`
	delete(m, "b")
	show(m["b"])
}

func slices() {
	s := []string{"a"}
	s = append(s, "b")
	show(s[0]) // want `const "a"` `const "b"`
	for _, v := range s {
		show(v) // want `const "a"` `const "b"`
	}
}

func channels() {
	ch := make(chan string, 1)
	ch <- "sent"
	show(<-ch) // want `const "sent"`
}

func closures(p string) {
	x := "outer"
	f := func(y string) string { return x + y + p }
	show(f("inner")) // want `const "outer"` `const "inner"` `param p`
}

func text(p string) {
	show(fmt.Sprintf("%s!", p))               // want `const "%s!"` `param p`
	show(strings.ToUpper(p))                  // want `param p`
	show(fmt.Errorf("bad %q: %w", p, io.EOF)) // want `const "bad %q: %w"` `param p` `global io.EOF`
	var b strings.Builder
	b.WriteString("k=")
	b.WriteString(p)
	show(b.String()) // want `const "k="` `param p`
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "v=%s", p)
	show(buf.String()) // want `const "v=%s"` `param p`
	data, _ := json.Marshal(card{Number: p})
	show(string(data)) // want `param p as \.Number` `zero`
}

func decode(r *http.Request) {
	var c card
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		return
	}
	show(c.Number) // want `param r\.Body\.Number`
	body, _ := io.ReadAll(r.Body)
	show(body)                  // want `param r\.Body`
	show(r.Header.Get("X-Sig")) // want `param r\.Header`
}

func request(p string) {
	req, _ := http.NewRequest("POST", "http://x", nil) // want `url http.NewRequest`
	req.Header.Set("Authorization", p)
	show(req.Header.Get("Authorization")) // want `param p` `call http.NewRequest\(POST,http://x\)#0\.Header`
}

func mac(key, body []byte) {
	m := hmac.New(sha256.New, key)
	m.Write(body)
	show(hex.EncodeToString(m.Sum(nil))) // want `param key hashed` `param body hashed`
}

func masked(pan string) {
	show(pan[len(pan)-4:])  // want `param pan partial`
	show("****" + pan[12:]) // want `const "\*\*\*\*"` `param pan partial`
	show(len(pan))          // want `param pan length`
	show(maskIt(pan))       // want `const "\*\*\*\*" masked` `param pan masked partial`
	show(maskNothing(pan))  // want `param pan`
}

func maskIt(s string) string      { return "****" + s[len(s)-4:] }
func maskNothing(s string) string { return s }

func imported() {
	show(dep.Default().Skip)         // want `const true`
	show(dep.Env("SECRET"))          // want `call os.Getenv`
	show(dep.Or("a", "b"))           // want `const "a" may` `const "b" may`
	show(dep.Identity("id"))         // want `const "id"`
	show(dep.NewRepo("p").Name("n")) // want `const "n"` `const "p"`
	var c dep.Config
	dep.Fill(&c, "key")
	show(c.Key)       // want `const "key"`
	show(dep.Mode)    // want `const "strict" may` `global flow/dep.Mode`
	show(dep.Version) // want `const 769`
}

type option func(*dep.Config)

func withKey(k string) option { return func(c *dep.Config) { c.Key = k } }

func build(opts ...option) *dep.Config {
	c := &dep.Config{Base: "base"}
	for _, o := range opts {
		o(c)
	}
	return c
}

func options() {
	show(build(withKey("opt")).Base) // want `const "base"`
}

var table = map[string]string{"x": "tx", "y": "ty"}

func tables(k string) {
	show(table[k])   // want `const "tx" may` `const "ty" may` `global flow.table\[\]`
	show(table["x"]) // want `const "tx"` `global flow.table\["x"\]`
}

type store interface{ Get() string }

type mem struct{ v string }

func (m *mem) Get() string { return m.v }

func iface(s store) {
	show(s.Get()) // want `param s\.v`
}

func loop(items []card) {
	for _, it := range items {
		show(it.Number) // want `param items\[\]\.Number`
	}
}

func named() (out string, err error) {
	defer func() { show(out) }() // want `const "done"`
	out = "done"
	return out, nil
}

func method(c *card) {
	f := c.label
	show(f()) // want `param c\.Number`
}

func (c *card) label() string { return c.Number }

func insecure(addr string) *conn { return dial(addr, true) }

type conn struct{ skip bool }

func dial(addr string, skip bool) *conn { return &conn{skip: skip} }

func logged(c card, key string) {
	logCard(c)                         // want `log.sink println \.Number via flow.logCard`
	dep.Log("key %s", key)             // want `log.sink println via flow/dep.Log`
	println(maskIt(c.Number))          // want `log.sink println`
	func(s string) { println(s) }(key) // want `log.sink println` `log.sink println via flow.logged\$1`
}

func logCard(c card) {
	println(c.Number) // want `log.sink println`
}

func send(base string) {
	post(base + "/pay")      // want `url http.NewRequest via flow.post`
	http.Get("http://plain") // want `url http.Get`
}

func post(url string) {
	http.NewRequest("POST", url, nil) // want `url http.NewRequest`
}

type client struct{ base string }

func (c *client) get() {
	http.Get(c.base) // want `url http.Get`
}

func newClient() *client {
	return &client{base: "http://field"} // want `url http.Get via flow.client.base`
}

type audit struct{ out func(string, ...any) }

func newAudit() *audit { return &audit{out: log.Printf} }

func (a *audit) record(event string, kv ...any) {
	a.out(event, kv...) // want `log.sink log.Printf` `log.sink log.Printf`
}

func audited(a *audit, key string) {
	a.record("key %s", key) // want `log.sink log.Printf via flow.audit.record`
}
