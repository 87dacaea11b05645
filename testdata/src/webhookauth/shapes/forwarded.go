package shapes

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// What the message says is told to the next server.
func forwardPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	var m told
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	b, _ := json.Marshal(m)
	resp, err := http.Post("https://fulfilment.example.com/orders", "application/json", bytes.NewReader(b)) // want `webhook payload reaches http\.Post`
	if err != nil {
		http.Error(w, "fulfilment", http.StatusBadGateway)
		return
	}
	resp.Body.Close()
}
