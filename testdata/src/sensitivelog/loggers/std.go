// Package loggers logs the same sensitive and harmless values with every logger.
package loggers

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
)

type Card struct {
	Number string
	CVV    string
	Brand  string
	Last4  string
}

func std(card Card, l *log.Logger) {
	log.Println("card", card.Number)   // want `^card number card.Number is logged by log.Println; log the token or the last four digits instead \[DAT-2\]$`
	log.Printf("card %s", card.Number) // want `card number card.Number is logged by log.Printf`
	l.Printf("cvv %s", card.CVV)       // want `card verification code card.CVV is logged by \(\*log.Logger\).Printf`
	log.Fatalf("cvv: %v", card.CVV)    // want `card verification code`
}

func stdClean(card Card, l *log.Logger) {
	log.Println("card", card.Brand, card.Last4)
	log.Printf("len %d", len(card.Number))
	l.Printf("type %T", card.Number)
	log.Print("card number is missing")
}

func slogBad(ctx context.Context, card Card, l *slog.Logger, password string) {
	slog.Info("charge", "pan", card.Number)                            // want `card number card.Number is logged by slog.Info`
	slog.InfoContext(ctx, "charge", slog.String("pan", card.Number))   // want `card number card.Number is logged by slog.String`
	l.Info("charge", "pan", card.Number)                               // want `card number card.Number is logged by \(\*slog.Logger\).Info; log the token`
	l.With("password", password).Info("login")                         // want `credential password is logged by \(\*slog.Logger\).With; .* \[DAT-2, OPS-4\]`
	l.LogAttrs(ctx, slog.LevelInfo, "charge", slog.Any("x", card.CVV)) // want `card verification code`
	slog.Error("x", slog.Group("card", slog.String("n", card.Number))) // want `card number`
}

func slogClean(ctx context.Context, card Card, l *slog.Logger, password string) {
	slog.Info("charge", "brand", card.Brand)
	slog.InfoContext(ctx, "charge", slog.String("last4", card.Last4))
	l.Info("cvv", "ok", card.CVV != "")
	l.With("has_password", password != "").Info("login")
	l.LogAttrs(ctx, slog.LevelInfo, "charge", slog.Int("len", len(card.CVV)))
}

func streams(card Card, token string) {
	fmt.Println(card.Number)                  // want `card number card.Number is logged by fmt.Println`
	fmt.Printf("%s\n", token)                 // want `credential token is logged by fmt.Printf`
	fmt.Fprintf(os.Stderr, "token %s", token) // want `credential token is logged by fmt.Fprintf`
	fmt.Fprintln(os.Stdout, token)            // want `credential token`
	os.Stderr.WriteString(token)              // want `credential token is logged by \(\*os.File\).WriteString`
	println(token)                            // want `credential token is logged by println`
	f, _ := os.OpenFile("/var/log/pay.log", os.O_APPEND, 0o600)
	fmt.Fprintf(f, "card %s", card.Number) // want `card number`
	panic("bad card " + card.Number)       // want `card number card.Number is logged by panic`
}

func streamsClean(card Card, token string) {
	fmt.Println(card.Last4)
	f, _ := os.Create("/etc/app/token")
	fmt.Fprintf(f, "%s", token)
	fmt.Fprintf(os.Stderr, "token has %d bytes", len(token))
	panic("bad card")
}
