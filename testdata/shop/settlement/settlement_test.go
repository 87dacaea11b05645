package settlement

import (
	"strings"
	"testing"
	"time"

	"example.com/shop/order"
)

func TestWrite(t *testing.T) {
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	orders := []order.Order{
		{ID: "1", Provider: "bank", Status: order.StatusPaid, Total: order.Money{Amount: 500, Currency: "eur"}, CreatedAt: day.Add(time.Hour)},
		{ID: "2", Provider: "bank", Status: order.StatusPending, CreatedAt: day},
		{ID: "3", Provider: "bank", Status: order.StatusPaid, CreatedAt: day.AddDate(0, 0, -1)},
	}
	var b strings.Builder
	if err := Write(&b, orders, day); err != nil {
		t.Fatal(err)
	}
	if want := "order,provider,status,amount,currency\n1,bank,paid,500,eur\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
