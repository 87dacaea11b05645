package provider

import (
	"strconv"
	"strings"
)

// Luhn reports whether the check digit of a digit string is right (ISO/IEC
// 7812-1, annex B).
func Luhn(digits string) bool {
	if len(digits) < 2 {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// issuerRange is a range of issuer identification numbers of one network.
type issuerRange struct {
	from, to int // first digits, both of the same length, inclusive
	lengths  string
	network  string
	// wide ranges hold many numbers that are no cards: only with card context.
	wide bool
}

// issuerRanges are the networks' published ranges (ISO/IEC 7812 registrations
// as the networks' acceptance guides give them).
var issuerRanges = []issuerRange{
	{4, 4, "13 16 19", "Visa", false},
	{51, 55, "16", "Mastercard", false},
	{2221, 2720, "16", "Mastercard", false},
	{34, 34, "15", "American Express", false},
	{37, 37, "15", "American Express", false},
	{6011, 6011, "16 17 18 19", "Discover", false},
	{644, 649, "16 17 18 19", "Discover", false},
	{65, 65, "16 17 18 19", "Discover", false},
	{300, 305, "14 16 17 18 19", "Diners Club", false},
	{3095, 3095, "14 16 17 18 19", "Diners Club", false},
	{36, 36, "14 16 17 18 19", "Diners Club", false},
	{38, 39, "14 16 17 18 19", "Diners Club", false},
	{3528, 3589, "16 17 18 19", "JCB", false},
	{62, 62, "16 17 18 19", "UnionPay", false},
	{81, 81, "16 17 18 19", "UnionPay", false},
	{2200, 2204, "16 17 18 19", "Mir", false},
	{508, 508, "16", "RuPay", false},
	{60, 60, "16", "RuPay", true},
	{82, 82, "16", "RuPay", true},
	{50, 50, "12 13 14 15 16 17 18 19", "Maestro", true},
	{56, 58, "12 13 14 15 16 17 18 19", "Maestro", true},
	{6, 6, "12 13 14 15 16 17 18 19", "Maestro", true},
}

// IssuerOf returns the card network of a digit string by prefix and length.
// Wide is true for ranges in which ordinary ids fall as well: without card
// context they mean nothing.
func IssuerOf(digits string) (network string, wide, ok bool) {
	length := strconv.Itoa(len(digits))
	for _, r := range issuerRanges {
		n := len(strconv.Itoa(r.from))
		if len(digits) < n {
			continue
		}
		prefix, err := strconv.Atoi(digits[:n])
		if err != nil || prefix < r.from || prefix > r.to {
			continue
		}
		for _, l := range strings.Fields(r.lengths) {
			if l == length {
				return r.network, r.wide, true
			}
		}
	}
	return "", false, false
}

// CardDigits returns the digits of text when it is written like a card number:
// 12 to 19 digits, alone or in groups of four joined by single spaces or dashes
// (American Express also 4-6-5).
func CardDigits(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 12 || len(text) > 23 {
		return "", false
	}
	var digits []byte
	var group, groups int
	var sep byte
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits = append(digits, c)
			group++
		case c == ' ' || c == '-':
			if group < 4 || group > 6 || sep != 0 && sep != c {
				return "", false
			}
			sep, group = c, 0
			groups++
		default:
			return "", false
		}
	}
	if sep != 0 && (group == 0 || groups < 2) || len(digits) < 12 || len(digits) > 19 {
		return "", false
	}
	return string(digits), true
}

// IsTestCard reports whether a number is published for tests, or is plainly
// made up: the range 400000, which is never issued and which Stripe and others
// use; long runs of zeros; one digit or one group over and over.
func IsTestCard(digits string) bool {
	switch {
	case testCards[digits]:
		return true
	case strings.HasPrefix(digits, "400000"), strings.Contains(digits, "000000"):
		return true
	}
	if len(digits) >= 12 && digits[:6] == digits[6:12] {
		return true // the issuer's prefix twice: how acquirers make up cards
	}
	seen := [10]bool{}
	kinds := 0
	for i := range len(digits) {
		if d := digits[i] - '0'; d <= 9 && !seen[d] {
			seen[d] = true
			kinds++
		}
	}
	return kinds <= 2 || repeated(digits) || isSequence(digits)
}

// RealCard reports whether text is written like a card number, has a right
// check digit and an issuer's prefix, and is no test card. Context says that a
// card is meant; without it the wide ranges do not count.
func RealCard(text string, context bool) (network string, ok bool) {
	digits, ok := CardDigits(text)
	if !ok || !Luhn(digits) || IsTestCard(digits) {
		return "", false
	}
	network, wide, ok := IssuerOf(digits)
	return network, ok && (context || !wide)
}
