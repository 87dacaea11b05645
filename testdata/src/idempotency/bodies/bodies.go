// Package bodies has the key in the body, or not.
package bodies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

const to = "https://pay.example.com/payments"

func post(body *bytes.Buffer) (*http.Response, error) {
	return http.Post(to, "application/json", body)
}

type declared struct {
	Amount     int    `json:"amount"`
	RequestKey string `json:"idempotency_key,omitempty"`
}

// A field that nobody sets is no key.
func declaredOnly() {
	body, _ := json.Marshal(declared{Amount: 1})
	http.Post(to, "application/json", bytes.NewReader(body)) // want `the POST to /payments is sent without`
}

func assigned(id string) {
	body, _ := json.Marshal(declared{Amount: 1, RequestKey: id})
	http.Post(to, "application/json", bytes.NewReader(body))
}

func assignedLater(id string) {
	d := declared{Amount: 1}
	d.RequestKey = id
	body, _ := json.Marshal(&d)
	http.Post(to, "application/json", bytes.NewReader(body))
}

type nested struct {
	Merchant struct {
		TransactionID string `json:"merchantTransactionId"`
	} `json:"merchant"`
}

func nestedSet(id string) {
	var n nested
	n.Merchant.TransactionID = id
	body, _ := json.Marshal(n)
	http.Post(to, "application/json", bytes.NewReader(body))
}

func nestedUnset() {
	var n nested
	body, _ := json.Marshal(n)
	http.Post(to, "application/json", bytes.NewReader(body)) // want `the POST to /payments is sent without`
}

func encoder(id string) {
	buf := new(bytes.Buffer)
	json.NewEncoder(buf).Encode(declared{RequestKey: id})
	http.Post(to, "application/json", buf)
}

func encoderWithout() {
	buf := new(bytes.Buffer)
	json.NewEncoder(buf).Encode(declared{Amount: 1})
	http.Post(to, "application/json", buf) // want `the POST to /payments is sent without`
}

func text(id string) {
	http.Post(to, "application/json", strings.NewReader(fmt.Sprintf(`{"amount": 1, "merchant_reference": %q}`, id)))
}

func textWithout() {
	http.Post(to, "application/json", strings.NewReader(fmt.Sprintf(`{"amount": %d}`, 1))) // want `the POST to /payments is sent without`
}

func values(id string) {
	v := url.Values{"amount": {"1"}, "out_trade_no": {id}}
	http.Post(to, "application/x-www-form-urlencoded", strings.NewReader(v.Encode()))
}

func valuesWithout(id string) {
	v := url.Values{"amount": {"1"}, "customer": {id}}
	http.Post(to, "application/x-www-form-urlencoded", strings.NewReader(v.Encode())) // want `the POST to /payments is sent without`
}

func multi(id string) {
	buf := new(bytes.Buffer)
	w := multipart.NewWriter(buf)
	w.WriteField("client_request_id", id)
	w.Close()
	http.Post(to, w.FormDataContentType(), buf)
}

func helper(id string) map[string]string {
	return map[string]string{"amount": "1", "tx_ref": id}
}

func built(id string) {
	body, _ := json.Marshal(helper(id))
	http.Post(to, "application/json", bytes.NewReader(body))
}

// GraphQL: a query only reads, a mutation does not.
func query() {
	body, _ := json.Marshal(map[string]any{"query": `query { payment(id: "1") { status } }`})
	http.Post("https://pay.example.com/payments/graphql", "application/json", bytes.NewReader(body))
}

func mutation() {
	body, _ := json.Marshal(map[string]any{"query": `mutation { createPayment(amount: 1) { id } }`})
	http.Post("https://pay.example.com/payments/graphql", "application/json", bytes.NewReader(body)) // want `is sent without`
}

type order struct {
	Amount    int    `json:"amount"`
	Reference string `json:"merchant_reference"`
}

// bridge makes a new order; its receiver is only there to hang it on.
func (o *order) bridge(id string) *order {
	return &order{Amount: 1, Reference: id}
}

func bridged(id string) {
	body, _ := json.Marshal(new(order).bridge(id))
	http.Post(to, "application/json", bytes.NewReader(body))
}
