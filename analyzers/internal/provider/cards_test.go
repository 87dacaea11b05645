package provider

import (
	"strings"
	"testing"
)

// withCheckDigit completes a number, so that no complete real-looking card
// number stands in the source.
func withCheckDigit(t *testing.T, head string) string {
	t.Helper()
	for d := range 10 {
		if n := head + string(rune('0'+d)); Luhn(n) {
			return n
		}
	}
	t.Fatalf("no check digit for %s", head)
	return ""
}

func TestLuhn(t *testing.T) {
	for n, want := range map[string]bool{
		"4111111111111111": true, "4111111111111112": false, "79927398713": true, "0": false, "": false, "41x1": false,
	} {
		if Luhn(n) != want {
			t.Errorf("Luhn(%q) = %v", n, !want)
		}
	}
}

// TestTestCards checks that every published number is a card number, but for
// those that are published for being wrong.
func TestTestCards(t *testing.T) {
	invalid := map[string]bool{"4242424242424241": true}
	for n := range testCards {
		if Luhn(n) == invalid[n] {
			t.Errorf("%s: check digit", n)
		}
		if _, ok := RealCard(n, true); ok {
			t.Errorf("%s is published for tests", n)
		}
	}
}

func TestRealCard(t *testing.T) {
	visa := withCheckDigit(t, "453957876362148")
	amex := withCheckDigit(t, "37828224631987")
	maestro := withCheckDigit(t, "675964982643845")
	for _, tt := range []struct {
		text    string
		context bool
		network string
	}{
		{visa, false, "Visa"},
		{visa[:4] + " " + visa[4:8] + " " + visa[8:12] + " " + visa[12:], false, "Visa"},
		{visa[:4] + "-" + visa[4:8] + "-" + visa[8:12] + "-" + visa[12:], false, "Visa"},
		{amex[:4] + " " + amex[4:10] + " " + amex[10:], false, "American Express"},
		{maestro, true, "Maestro"},
		{maestro, false, ""},
		{"4242 4242 4242 4242", true, ""},
		{visa[:15], true, ""},
		{visa + "0", true, ""},
		{visa[:4] + " " + visa[4:], true, ""},
		{"order " + visa, true, ""},
		{"4000000760000002", true, ""},
		{strings.Repeat("4", 16), true, ""},
		{"1700000000000000", true, ""},
	} {
		if network, ok := RealCard(tt.text, tt.context); ok != (tt.network != "") || ok && network != tt.network {
			t.Errorf("RealCard(%q, %v) = %q, %v, want %q", tt.text, tt.context, network, ok, tt.network)
		}
	}
}
