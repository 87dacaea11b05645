package requests

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"
)

// Facts travel as bytes: equal facts must be equal bytes, and nothing that an
// importing package needs may be lost.
func TestFactRoundTrip(t *testing.T) {
	fact := &RequestsFact{
		Funcs: map[string]*Summary{
			"Client.Do": {Open: []Desc{{Methods: Values{{Kind: FromParam, Index: 2}}, Key: callerKey(4, ".Key"), Open: true}}},
			"Charge":    {Writes: []Desc{{Kind: SDK, Provider: "stripe", Key: Key{State: KeySet, How: "SetIdempotencyKey", Values: Values{{Kind: FromParam, Index: 1}}}}}},
			"sign":      {Sets: map[int]Key{1: {State: KeySet, How: "Idempotency-Key"}}},
		},
		Transports: map[string]Key{"keyed": {State: KeySet, How: "Idempotency-Key", Values: Values{{Kind: Random, Text: "uuid.New"}}}},
	}
	encode := func() []byte {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(fact); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := encode()
	for range 10 {
		if !bytes.Equal(first, encode()) {
			t.Fatal("equal facts have different bytes")
		}
	}
	var got RequestsFact
	if err := gob.NewDecoder(bytes.NewReader(first)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, fact) {
		t.Errorf("decoded %+v, want %+v", got, fact)
	}
}

func TestKeyName(t *testing.T) {
	for _, tt := range []struct {
		provider, name string
		want           bool
	}{
		{"", "idempotency_key", true},
		{"", "IdempotencyKey", true},
		{"", "merchant_reference", true},
		{"", "order_id", false},
		{"", "description", false},
		{"stripe", "idempotency_key", true},
		{"stripe", "reference", false},
		{"adyen", "Reference", false},
		{"midtrans", "OrderID", true},
		{"midtrans/refund", "OrderID", false},
		{"midtrans/refund", "RefundKey", true},
		{"alipay/refund", "out_trade_no", false},
		{"alipay/refund", "out_request_no", true},
		{"xendit", "external_id", false},
		{"razorpay", "receipt", true},
	} {
		if got := keyName(tt.provider, tt.name); got != tt.want {
			t.Errorf("keyName(%q, %q) = %v", tt.provider, tt.name, got)
		}
	}
}
