// Package masks hides values in functions that no name gives away.
package masks

import (
	"log"
	"strings"
)

// stars overwrites characters.
func stars(s string) string {
	r := []rune(s)
	for i := 0; i < len(r)-4; i++ {
		r[i] = '*'
	}
	return string(r)
}

// spaces overwrites nothing that matters.
func spaces(s string) string {
	r := []rune(s)
	for i := range r {
		if r[i] == '-' {
			r[i] = ' '
		}
	}
	return string(r)
}

// end returns the whole only when it is short.
func end(s string) string {
	if len(s) <= 4 {
		return s
	}
	return s[len(s)-4:]
}

// most returns the whole of what is not very long.
func most(s string) string {
	if len(s) <= 64 {
		return s
	}
	return s[len(s)-4:]
}

// tail returns as much of the end as is asked for.
func tail(s string, n int) string {
	if len(s) < n {
		return s
	}
	return s[len(s)-n:]
}

// head may return everything.
func head(s string, n int) string {
	if len(s) < n {
		return s + "."
	}
	return s[:n]
}

func dots(s string) string { return "…" + s[max(0, len(s)-4):] }

func strip(s string) string { return strings.ReplaceAll(s, " ", "") }

func use(pan string) {
	log.Println(stars(pan))
	log.Println(spaces(pan)) // want `card number pan`
	log.Println(end(pan))
	log.Println(most(pan)) // want `card number pan`
	log.Println(tail(pan, 4))
	log.Println(head(pan, 16)) // want `card number pan`
	log.Println(dots(pan))
	log.Println(strip(pan)) // want `card number pan`
}

// inline cuts in place.
func inline(pan string) {
	short := pan
	if len(short) > 4 {
		short = short[len(short)-4:]
	}
	log.Println(short)
}

type card struct{ PAN, CVV, Brand string }

// forLog clears its copy.
func forLog(c card) card {
	c.PAN, c.CVV = "", ""
	return c
}

// half forgets a field.
func half(c card) card {
	c.PAN = ""
	return c
}

func copies(c card) {
	log.Println(forLog(c))
	log.Println(half(c)) // want `card verification code CVV`
	log.Println(forLog(c).Brand)
}
