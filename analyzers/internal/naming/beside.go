package naming

import "go/types"

// FieldIn is [Names.FieldMatch] for a field of a known struct: the fields beside
// it tell an area's pin code from a PIN, and a card's number from other numbers.
// s may be nil.
func (n *Names) FieldIn(s *types.Struct, owner, name, tag string) Match {
	m := n.FieldMatch(owner, name, tag)
	switch {
	case s == nil:
	case m.Class == PIN && m.Term == "pin" && (n.beside(s, isPostal) || hasWord(Words(owner), hardware)):
		return Match{Cancelled: true}
	case m.Term == "bearer" && n.beside(s, isFee):
		return Match{Cancelled: true} // of the fees
	case m.Class == None && !m.Cancelled && cardNumberField[join(Words(name))] && n.cardLike(s):
		return Match{Class: PAN, Term: "number"}
	}
	return m
}

// FieldOf is [Names.Field] for field i of a struct.
func (n *Names) FieldOf(s *types.Struct, owner string, f *types.Var, tag string) Class {
	m := n.FieldIn(s, owner, f.Name(), tag)
	if m.Class == Custom && TagVerdict(tag) == Sensitive || n.Holds(m, f.Type()) {
		return m.Class
	}
	return None
}

// cardNumberField are the names of fields that hold the number of what has a
// verification code or an expiry month.
var cardNumberField = set("number no num nr fullnumber rawnumber plainnumber")

// hardware are words of the owners of pins that carry current.
var hardware = set("gpio led button relay servo sensor motor i2c spi uart")

// postal are words of an address.
var postal = set("city town province district street landmark zip zipcode postcode postal pincode locality")

// fees are words of what somebody bears.
var fees = set("fee fees subaccount charge charges split surcharge")

func isFee(words []string) bool { return hasWord(words, fees) }

func isPostal(words []string) bool { return hasWord(words, postal) }

// beside reports whether the name of a text or number says what is asked for.
func (n *Names) beside(s *types.Struct, is func(words []string) bool) bool {
	for f := range s.Fields() {
		if b, ok := f.Type().Underlying().(*types.Basic); ok && b.Info()&(types.IsString|types.IsNumeric) != 0 && is(Words(f.Name())) {
			return true
		}
	}
	return false
}

// cardLike reports whether a struct has what only a payment card has: a
// verification code, or the month and the year of its expiry.
func (n *Names) cardLike(s *types.Struct) bool {
	month, year := false, false
	for f := range s.Fields() {
		m := n.Match(f.Name())
		if m.Class == CVV && n.Holds(m, f.Type()) {
			return true
		}
		if m.Class == CardDetail {
			words := Words(f.Name())
			month = month || hasWord(words, set("month"))
			year = year || hasWord(words, set("year"))
		}
	}
	return month && year
}
