package redact

import (
	"io"
	"log"
	"log/slog"
	"os"

	"sensitivelog/redact/secrets"
)

// Methods in other packages are judged by what they return.
func elsewhere(l secrets.Leaky, t secrets.Tight, token secrets.Token, hiddenToken secrets.Hidden) {
	log.Println(l) // want `l with credential Password`
	log.Println(t)
	log.Println(token) // want `credential token`
	log.Println(hiddenToken)
}

// The text handler prints structs as fmt does.
func handlers(p secrets.Plain) {
	text := slog.New(slog.NewTextHandler(os.Stderr, nil))
	text.Info("paid", "card", p)                     // want `p with card number CardNumber`
	text.With("order", p.ID).Info("paid", "card", p) // want `p with card number CardNumber`
	json := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	json.Info("paid", "card", p)
	nowhere := slog.New(slog.NewTextHandler(io.Discard, nil))
	nowhere.Info("paid", "card", p)
}

// A method may show a field that is not called what it holds.
func declined(cardNumber, last4 string) {
	err := error(&secrets.DeclineError{Card: cardNumber, Reason: "expired"})
	log.Println(err) // want `card number`
	err = &secrets.DeclineError{Card: last4, Reason: "expired"}
	log.Println(err)
}
