// Package more logs in ways seen in real services.
package more

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	"google.golang.org/grpc/metadata"
)

// Logger is implemented by loggers of other modules.
type Logger interface {
	Infof(format string, args ...interface{})
	Errorw(msg string, keysAndValues ...interface{})
	With(args ...interface{}) Logger
}

type service struct {
	logger Logger
	logf   func(string, ...any)
}

func (s *service) pay(cardNumber, brand string) {
	s.logger.Infof("paying with %s", cardNumber)                 // want `card number cardNumber is logged by \(more.Logger\).Infof`
	s.logger.Errorw("paying", "brand", brand, "pan", cardNumber) // want `card number cardNumber`
	s.logger.With("pan", cardNumber).Infof("paying")             // want `card number cardNumber`
	s.logger.Infof("paying with %s", brand)
	s.logger.Infof("paying with a %T", cardNumber)
}

// Catalog has methods that sound like a logger's.
type Catalog interface {
	Info(id string) string
}

func lookup(c Catalog, token string) { c.Info(token) }

func scanned(row *sql.Row) {
	var cardNumber, brand string
	if err := row.Scan(&cardNumber, &brand); err != nil {
		log.Println(err)
		return
	}
	log.Println(cardNumber) // want `card number cardNumber`
	log.Println(brand)
}

type declined struct {
	CardNumber string
	Code       string
}

func (d *declined) Error() string { return "declined " + d.CardNumber } // want `card number d.CardNumber is put into an error that is logged`

type refused struct {
	CardNumber string
	Code       string
}

func (r *refused) Error() string { return "refused " + r.Code }

func customErrors(d *declined, r *refused) {
	log.Println(d)
	log.Println(r)
}

// Secret is text that says what it is.
type Secret string

func typed(s Secret) {
	log.Println(s) // want `credential s`
}

func anonymous() {
	var r struct {
		Card struct {
			Number string
			Brand  string
		}
	}
	fmt.Sscan(os.Args[1], &r.Card.Number)
	log.Println(r.Card.Number) // want `card number r.Card.Number`
	log.Println(r.Card.Brand)
}

func incoming(md metadata.MD) {
	log.Println(md)                      // want `the whole headers md`
	log.Println(md.Get("authorization")) // want `credential`
	log.Println(md.Get("x-request-id"))
	log.Println(len(md))
}

type config struct {
	StripeKey  string `env:"STRIPE_SECRET_KEY"`
	ListenAddr string
}

func start(cfg config) {
	log.Printf("config: %+v", cfg) // want `cfg with credential StripeKey`
	log.Println(cfg.StripeKey)     // want `credential cfg.StripeKey`
	log.Println(cfg.ListenAddr)
}

type base struct{ Password string }

type user struct {
	base
	Name string
}

func promoted(u user) {
	log.Println(u.Password) // want `credential u.Password`
	log.Println(u)          // want `credential base.Password`
	log.Println(u.Name)
}

func variadic(args ...any) { log.Println(args...) }

func spread(pin string, n int) {
	args := []any{n}
	variadic(args...)
	args = append(args, pin)
	variadic(args...) // want `PIN pin`
}

type event struct {
	Type string
	Data any
}

func wrapped(cvv string) {
	log.Printf("%+v", event{Type: "charge", Data: cvv}) // want `card verification code cvv`
	log.Printf("%+v", event{Type: "charge", Data: len(cvv)})
}

func recovered(token string) {
	defer func() {
		if r := recover(); r != nil {
			log.Println(r)
		}
	}()
	panic(fmt.Sprintf("bad token %s", token)) // want `credential token`
}
