package order

import "testing"

func TestCanMove(t *testing.T) {
	for _, c := range []struct {
		from, to Status
		want     bool
	}{
		{StatusNew, StatusPending, true},
		{StatusPending, StatusPaid, true},
		{StatusPaid, StatusRefunded, true},
		{StatusPaid, StatusPending, false},
		{StatusRefunded, StatusPaid, false},
		{StatusFailed, StatusPaid, false},
	} {
		if got := CanMove(c.from, c.to); got != c.want {
			t.Errorf("CanMove(%s, %s) = %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestTotalUsesCataloguePrices(t *testing.T) {
	prices := Prices{"mug": 1250, "shirt": 2400}
	got, err := prices.Total([]Line{{SKU: "mug", Quantity: 2}, {SKU: "shirt", Quantity: 1}}, "eur")
	if err != nil || got != (Money{Amount: 4900, Currency: "eur"}) {
		t.Fatalf("Total = %v, %v", got, err)
	}
	for _, lines := range [][]Line{nil, {{SKU: "hat", Quantity: 1}}, {{SKU: "mug", Quantity: -1}}} {
		if _, err := prices.Total(lines, "eur"); err == nil {
			t.Errorf("Total(%v) succeeded", lines)
		}
	}
}
