package webhook

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/stripe/stripe-go/v82/webhook"
	"go.uber.org/zap"
)

// EventsV3 checks who speaks, but not how much was paid.
func (h *Stripe) EventsV3(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	if err := h.paid(r, payload); err != nil {
		h.log.Warn("stripe event refused", zap.Error(err))
		http.Error(w, "bad event", http.StatusBadRequest)
	}
}

// paid verifies an event and marks its order as paid.
func (h *Stripe) paid(r *http.Request, payload []byte) error {
	if err := webhook.ValidatePayload(payload, r.Header.Get("Stripe-Signature"), h.secret); err != nil {
		return err
	}
	var n notification
	if err := json.Unmarshal(payload, &n); err != nil {
		return err
	}
	return h.orders.MarkPaid(r.Context(), n.Payment)
}
