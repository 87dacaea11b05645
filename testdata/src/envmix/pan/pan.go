// Package pan has card numbers.
package pan

type card struct {
	Number string
	PAN    int64
}

var real = card{Number: "@visa@"} // want `a Visa card number \(4539…\) that no provider publishes for tests is in the source; use a published test number \[OPS-7\]`

var cardNumber = "@visa-grouped@" // want `a Visa card number \(4539…\)`

var number = card{PAN: cardNumberMarker} // want `a Visa card number \(4539…\)`

const body = `{"card": {"number": "@visa@", "cvc": "123"}}` // want `a Visa card number \(4539…\)`

// Published, without context, or no card numbers.
var (
	published  = card{Number: "4111 1111 1111 1111"}
	stripe     = card{Number: "4000056655665556"}
	masked     = card{Number: "4539********1486"}
	timestamp  = "@visa@"
	trackingID = "@visa@"
	wrongCheck = card{Number: "4539148803436468"}
)
