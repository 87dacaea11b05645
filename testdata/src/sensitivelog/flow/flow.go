// Package flow takes sensitive values on every way through the language.
package flow

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"sync"
)

type Card struct {
	Number string
	CVV    string
	Brand  string
}

type Request struct {
	Card  *Card
	Order string
	Meta  map[string]string
}

func locals(req *Request) {
	n := req.Card.Number
	m := n
	log.Println(m) // want `card number`
	m = "gone"
	log.Println(m)
}

func conversions(req Request) {
	b := []byte(req.Card.Number)
	log.Println(string(b))                                        // want `card number`
	log.Println(base64.StdEncoding.EncodeToString(b))             // want `card number`
	log.Println(strings.TrimSpace(strings.ToUpper(req.Card.CVV))) // want `card verification code`
}

func formatted(req Request) {
	s := fmt.Sprintf("%s/%s", req.Order, req.Card.Number)
	log.Println(s) // want `card number`
	t := fmt.Sprintf("%s/%T", req.Order, req.Card.Number)
	log.Println(t)
	u := "card " + req.Card.Brand + " " + req.Card.Number
	log.Println(u) // want `card number`
}

func builders(req Request) {
	var sb strings.Builder
	sb.WriteString("card: ")
	sb.WriteString(req.Card.Number)
	log.Println(sb.String()) // want `card number`

	var buf bytes.Buffer
	fmt.Fprintf(&buf, "cvv=%s", req.Card.CVV)
	log.Println(buf.String()) // want `card verification code`

	var clean strings.Builder
	clean.WriteString(req.Card.Brand)
	log.Println(clean.String())
}

func maps(req Request) {
	m := map[string]string{"n": req.Card.Number}
	log.Println(m)      // want `card number`
	log.Println(m["n"]) // want `card number`
	delete(m, "n")
	log.Println(m)
	req.Meta["pin"] = "1"
	log.Println(req.Meta["card_number"]) // want `card number`
	log.Println(req.Meta["card_brand"])
}

func slices(req Request) {
	s := []string{req.Order, req.Card.Number}
	log.Println(s)                    // want `card number`
	log.Println(strings.Join(s, ",")) // want `card number`
	for _, e := range s {
		log.Println(e) // want `card number`
	}
	s2 := append([]string(nil), req.Order, req.Card.Brand)
	log.Println(s2)
}

func overwritten(c Card) {
	c.Number = "****"
	c.CVV = ""
	log.Printf("%+v", c)
}

func oneBranch(c Card, debug bool) {
	n := c.Number
	if !debug {
		n = mask(n)
	}
	log.Println(n) // want `card number`
}

func bothBranches(c Card, long bool) {
	var n string
	if long {
		n = mask(c.Number)
	} else {
		n = c.Number[len(c.Number)-4:]
	}
	log.Println(n)
}

func mask(s string) string {
	if len(s) < 4 {
		return "****"
	}
	return strings.Repeat("*", len(s)-4) + s[len(s)-4:]
}

// maskNot is no mask whatever its name says.
func maskNot(s string) string { return s }

func fakeMask(c Card) {
	log.Println(maskNot(c.Number)) // want `card number`
}

func partial(c Card) {
	log.Println(c.Number[:6])
	log.Println(c.Number[len(c.Number)-4:])
	log.Println(c.Number[12:])
	log.Println(c.Number[:6] + "…" + c.Number[len(c.Number)-4:])
	log.Println(c.Number[2:6])
	log.Println(c.Number[4 : len(c.Number)-1]) // want `card number`
	log.Println(c.Number[1:])                  // want `card number`
}

func closures(c Card) {
	show := func() {
		log.Println(c.Number) // want `card number`
	}
	show()
	f := func(v string) { log.Println(v) }
	f(c.Number) // want `card number`
	f(c.Brand)
}

type logger struct{ out func(string) }

func (l *logger) print(s string) { log.Println(s) }

func methodValues(c Card) {
	l := &logger{}
	p := l.print
	p(c.Number) // want `card number`
	p(c.Brand)
	defer l.print(c.CVV) // want `card verification code`
	go l.print(c.Brand)
}

func deferred(c Card) {
	defer log.Println(c.Number) // want `card number`
	defer func() {
		log.Println(c.CVV) // want `card verification code`
	}()
	var wg sync.WaitGroup
	go func(s string) {
		log.Println(s)
		wg.Done()
	}(c.Brand)
}

func channels(c Card) {
	ch := make(chan string, 1)
	ch <- c.Number
	log.Println(<-ch) // want `card number`
	quiet := make(chan string, 1)
	quiet <- c.Brand
	log.Println(<-quiet)
}

func generic[T any](v T) { log.Println(v) }

func identity[T any](v T) T { return v }

func generics(c Card) {
	generic(c.Number) // want `card number`
	generic(c.Brand)
	log.Println(identity(c.Number)) // want `card number`
	log.Println(identity(c.Brand))
}

func assertion(v any, c Card) {
	var x any = c.Number
	if s, ok := x.(string); ok {
		log.Println(s) // want `card number`
	}
	switch y := x.(type) {
	case string:
		log.Println(y) // want `card number`
	case int:
		log.Println(y)
	}
	if s, ok := v.(string); ok {
		log.Println(s)
	}
}

func encoded(c Card, r Request) {
	b, err := json.Marshal(c)
	if err != nil {
		log.Println(err)
	}
	log.Println(string(b)) // want `c with card number Number is logged by log.Println as a whole`
	b2, _ := json.Marshal(map[string]any{"brand": c.Brand})
	log.Println(string(b2))
	b3, _ := json.MarshalIndent(&r, "", " ")
	log.Printf("%s", b3) // want `card number Card.Number`
}

func returned(r *Request) {
	log.Println(describe(r)) // want `card number`
	log.Println(describeShort(r))
	n, _ := numbers(r)
	log.Println(n) // want `card number`
	_, o := numbers(r)
	log.Println(o)
}

func describe(r *Request) string { return "card " + r.Card.Number }

func describeShort(r *Request) string { return "card " + r.Card.Brand }

func numbers(r *Request) (string, string) { return r.Card.Number, r.Order }

var current = &Card{}

func global() {
	log.Println(current.Number) // want `card number`
	log.Println(current.Brand)
}

func loops(cards []Card) {
	for i := range cards {
		log.Println(cards[i].Number) // want `card number`
		log.Println(cards[i].Brand)
	}
}

func safe(c Card) {
	log.Println(len(c.Number), c.Number == "", strings.HasPrefix(c.Number, "4"), c.Number != c.CVV)
	log.Printf("%T %p", c.Number, &c.Number)
}

// placeholders are cut out of a text, which may be anything.
func placeholders(text string) {
	start := strings.Index(text, "{")
	end := strings.Index(text, "}")
	log.Println("unknown placeholder", text[start:end])
}

func expand(password string) { placeholders(password) }
