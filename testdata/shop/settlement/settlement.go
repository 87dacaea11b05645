// Package settlement sends the day's orders to the bookkeepers.
package settlement

import (
	"encoding/csv"
	"io"
	"strconv"
	"time"

	"example.com/shop/order"
)

// Write writes the orders of a day that moved money, one line each.
func Write(w io.Writer, orders []order.Order, day time.Time) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"order", "provider", "status", "amount", "currency"}); err != nil {
		return err
	}
	y, m, d := day.Date()
	for _, o := range orders {
		oy, om, od := o.CreatedAt.Date()
		if oy != y || om != m || od != d || (o.Status != order.StatusPaid && o.Status != order.StatusRefunded) {
			continue
		}
		err := out.Write([]string{o.ID, o.Provider, string(o.Status), strconv.FormatInt(o.Total.Amount, 10), o.Total.Currency})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
