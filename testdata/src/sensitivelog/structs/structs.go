// Package structs logs structs as a whole.
package structs

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"

	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

type Card struct {
	Number   string `json:"number"`
	ExpMonth int    `json:"exp_month"`
}

type Request struct {
	OrderID string `json:"order_id"`
	Amount  int64  `json:"amount"`
	Card    *Card  `json:"card"`
}

type Flat struct {
	OrderID string
	Card    Card
}

type Credentials struct {
	User     string
	Password string `json:"-"`
}

type Config struct {
	Host   string
	apiKey string
}

type Tagged struct {
	Ref  string `paylint:"sensitive"`
	Note string
}

type Public struct {
	Token string `paylint:"safe"`
	Other string
}

type Datapolicy struct {
	Data string `datapolicy:"token"`
}

type Masq struct {
	Value string `masq:"secret"`
}

type Column struct {
	Num string `json:"card_number" gorm:"column:card_number"`
}

type Harmless struct {
	TokenType, CardBrand, MaskedPan, PasswordHash string
	ExpMonth                                      int
	HasPassword                                   bool
}

type Deep struct{ Orders []Flat }

func bad(r Request, f Flat, c Credentials, cfg *Config, t Tagged, d Datapolicy, m Masq, col Column, deep map[string]Deep) {
	log.Printf("%+v", f)               // want `f with card number Card.Number is logged by log.Printf as a whole`
	log.Println(&f)                    // want `card number`
	log.Printf("%v", *r.Card)          // want `card number Number`
	log.Printf("%v", r.Card)           // want `card number Number`
	slog.Info("request", "req", r)     // want `r with card number Card.Number is logged by slog.Info as a whole`
	logrus.Infof("%+v", c)             // want `c with credential Password`
	log.Printf("%v", cfg)              // want `cfg with credential apiKey`
	log.Println(t)                     // want `t with sensitive value Ref`
	log.Println(d)                     // want `credential|sensitive value`
	log.Println(m)                     // want `sensitive value Value`
	log.Println(col)                   // want `card number Num`
	log.Println(deep)                  // want `card number Orders.Card.Number`
	zap.L().Info("x", zap.Any("f", f)) // want `card number Card.Number`
	b, _ := json.Marshal(r)
	log.Println(string(b))     // want `card number Card.Number`
	log.Println(fmt.Sprint(f)) // want `card number`
}

func clean(r Request, c Credentials, cfg *Config, p Public, h Harmless) {
	log.Printf("%+v", r) // the card is a nested pointer: an address
	log.Println(r.OrderID, r.Amount)
	b, _ := json.Marshal(c) // json:"-"
	log.Println(string(b))
	zap.L().Info("x", zap.Any("cfg", cfg)) // unexported: not in JSON
	slog.Info("x", "creds", c)
	log.Println(p, h)
	log.Printf("%T", r)
	log.Printf("%+v", Flat{OrderID: "1"})
	log.Println(Card{Number: "****"})
	masked := Flat{OrderID: r.OrderID, Card: Card{Number: maskedNumber(r)}}
	log.Println(masked)
}

func maskedNumber(r Request) string { return "****" + r.Card.Number[len(r.Card.Number)-4:] }

func overwritten(f Flat) {
	f.Card.Number = f.Card.Number[len(f.Card.Number)-4:]
	log.Printf("%+v", f)
}

func partly(f Flat, debug bool) {
	if !debug {
		f.Card.Number = ""
	}
	log.Printf("%+v", f) // want `card number`
}

func literals(pan, brand string) {
	log.Println(struct{ A, B string }{brand, pan}) // want `card number pan`
	log.Println(struct{ A, B string }{brand, brand})
}
