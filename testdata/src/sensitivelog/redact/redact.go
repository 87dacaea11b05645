// Package redact logs values of types that render themselves.
package redact

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"

	"github.com/go-logr/logr"
	"github.com/rs/zerolog"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"k8s.io/klog/v2"
)

// Stringer hides itself from %v, not from %#v nor from JSON.
type StringPAN string

func (p StringPAN) String() string { return "****" + string(p[len(p)-4:]) }

func stringer(pan StringPAN, s *zap.SugaredLogger, zl zerolog.Logger) {
	log.Println(pan)
	log.Printf("%s %v %q", pan, pan, pan)
	log.Printf("%#v", pan)   // want `card number pan`
	log.Println(string(pan)) // want `card number`
	s.Infow("x", "pan", pan)
	zap.L().Info("x", zap.Any("pan", pan))
	zl.Info().Interface("pan", pan).Send() // want `card number pan`
	klog.InfoS("x", "pan", pan)
	b, _ := json.Marshal(pan)
	log.Println(string(b)) // want `card number`
}

// Leaky prints the secret.
type LeakyPAN string

func (p LeakyPAN) String() string { return "PAN " + string(p) }

func leaky(pan LeakyPAN) {
	log.Println(pan) // want `card number pan`
}

// Valuer redacts itself for slog.
type Card struct {
	Number string
	Brand  string
}

func (c Card) LogValue() slog.Value { return slog.StringValue(c.Brand) }

type Order struct {
	ID   string
	Card Card
}

func valuer(c Card, o Order) {
	slog.Info("x", "card", c)
	slog.Info("x", slog.Any("card", c))
	slog.Info("x", "order", o) // want `o with card number Card.Number`
	log.Printf("%v", c)        // want `c with card number Number`
}

// JSONCard redacts itself in JSON.
type JSONCard struct {
	Number string
}

func (c JSONCard) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"last4": c.Number[len(c.Number)-4:]})
}

func marshaler(c JSONCard, o struct{ C JSONCard }, zl zerolog.Logger) {
	b, _ := json.Marshal(c)
	log.Println(string(b))
	zap.L().Info("x", zap.Reflect("c", c))
	zl.Info().Interface("c", o).Send()
	slog.Info("x", "c", c)
	log.Println(c) // want `card number Number`
}

// CopyCard masks a copy of itself.
type CopyCard struct {
	Number string
	Brand  string
}

func (c CopyCard) MarshalJSON() ([]byte, error) {
	type plain CopyCard
	c.Number = "****" + c.Number[len(c.Number)-4:]
	return json.Marshal(plain(c))
}

// LeakyCard forgets to.
type LeakyCard struct {
	Number string
	Brand  string
}

func (c LeakyCard) MarshalJSON() ([]byte, error) {
	type plain LeakyCard
	return json.Marshal(plain(c))
}

func copies(a CopyCard, b LeakyCard) {
	zap.L().Info("x", zap.Reflect("a", a))
	zap.L().Info("x", zap.Reflect("b", b)) // want `card number Number`
}

// PointerCard has its method on the pointer, which does not run on a value.
type PointerCard struct{ Number string }

func (c *PointerCard) String() string { return "card" }

func pointers(c PointerCard) {
	log.Println(&c)
	log.Println(c) // want `card number Number`
}

// An unexported field is formatted without its methods.
type holder struct{ pan StringPAN }

type Exported struct{ Pan StringPAN }

func fields(h holder, e Exported) {
	log.Println(h) // want `card number pan`
	log.Println(e)
}

// ZapCard marshals itself for zap.
type ZapCard struct {
	Number string
	Brand  string
}

func (c ZapCard) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("brand", c.Brand)
	return nil
}

// ZapLeak writes the number.
type ZapLeak struct{ Number, Brand string }

type CardLeak struct{ Number, Brand string }

func (c CardLeak) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("number", c.Number) // want `card number c.Number is logged by \(zapcore.ObjectEncoder\).AddString`
	return nil
}

func objects(c ZapCard, l CardLeak) {
	zap.L().Info("x", zap.Object("card", c), zap.Any("card", c))
	zap.L().Info("x", zap.Object("card", l))
	zap.L().Info("x", zap.Reflect("card", l)) // want `card number Number`
}

// ZeroCard marshals itself for zerolog.
type ZeroCard struct{ Number string }

func (c ZeroCard) MarshalZerologObject(e *zerolog.Event) { e.Str("last4", c.Number[len(c.Number)-4:]) }

func zeroObjects(c ZeroCard, l zerolog.Logger) {
	l.Info().Object("card", c).Send()
	l.Info().Interface("card", c).Send()
	l.Info().Interface("card", []ZeroCard{c}).Send() // want `card number Number`
}

// LogrSecret marshals itself for logr.
type LogrSecret struct{ Password string }

func (s LogrSecret) MarshalLog() any { return "redacted" }

func logrs(l logr.Logger, s LogrSecret) {
	l.Info("x", "secret", s)
	fmt.Println(s) // want `credential Password`
}

// GoStringer for %#v.
type GoSecret struct{ Password string }

func (s GoSecret) GoString() string { return "GoSecret{}" }

func gostringer(s GoSecret) {
	log.Printf("%#v", s)
	log.Printf("%v", s) // want `credential Password`
}
