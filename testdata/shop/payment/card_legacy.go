package payment

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
)

// cardRequest is what the first version of the desk sent.
type cardRequest struct {
	Order string
	Card  legacyCard
}

type legacyCard struct {
	Number string `json:"number"`
	CVV    string `json:"cvv"`
}

// chargeV1 is how the desk charged until the bank's audit.
func (b *Bank) chargeV1(log *slog.Logger, r cardRequest) error {
	log.Info("charging", "order", r.Order, "pan", r.Card.Number)
	debug("request", r)
	log.Debug("using key " + b.apiKey)
	if len(r.Card.Number) < 12 {
		return fmt.Errorf("card %s is too short", r.Card.Number)
	}
	return nil
}

// debug is the desk's own logger.
func debug(what string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		return
	}
	log.Printf("%s: %s", what, text)
}

// traceV1 writes down everything the bank says.
func traceV1(resp *http.Response) error {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	log.Printf("bank: %d %s", resp.StatusCode, body)
	return nil
}

// desk keeps the old calls reachable for the desk's last client.
var desk = struct {
	charge func(*Bank, *slog.Logger, cardRequest) error
	trace  func(*http.Response) error
}{(*Bank).chargeV1, traceV1}
