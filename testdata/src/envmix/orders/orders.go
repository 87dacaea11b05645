// Package orders has numbers that pass the check digit and are no cards.
package orders

func find(orderID string) {}

func example() {
	find("@visa@")
}

var invoiceRef = "@visa@"
