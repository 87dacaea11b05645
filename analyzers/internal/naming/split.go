package naming

import (
	"slices"
	"strings"
	"unicode"

	"github.com/paylint/paylint/analyzers/internal/memo"
)

// Words splits an identifier, key, header or path into lower-case words:
//
//	cardPAN       card pan
//	userAPIKey    user api key
//	CVV2          cvv2
//	card[number]  card number
//	X-Api-Key     x api key
//	PANs          pans
//
// Digits stay with the letters before them; letters after digits start a new
// word when the word began with a letter.
func Words(name string) []string { return split.Of(name) }

var split = memo.New(splitWords)

func splitWords(name string) []string {
	var words []string
	rs := []rune(name)
	start := -1
	flush := func(end int) {
		if start >= 0 && end > start {
			words = append(words, strings.ToLower(string(rs[start:end])))
		}
		start = -1
	}
	for i, r := range rs {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			flush(i)
			continue
		}
		if start >= 0 && boundary(rs, start, i) {
			flush(i)
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(rs))
	return slices.Clip(mergeOAuth(words))
}

// boundary reports whether a new word starts at rs[i]; rs[start:i] is the word so far.
func boundary(rs []rune, start, i int) bool {
	prev, r := rs[i-1], rs[i]
	switch {
	case unicode.IsUpper(r):
		if unicode.IsLower(prev) {
			return true
		}
		if unicode.IsDigit(prev) {
			return unicode.IsLetter(rs[start])
		}
		// The last capital of a run starts a word (APIKey), unless all that
		// follows is a plural s (PANs).
		if i+1 < len(rs) && unicode.IsLower(rs[i+1]) {
			return !pluralAcronym(rs, i)
		}
		return false
	case unicode.IsDigit(r):
		return false
	default: // lower case or caseless
		return unicode.IsDigit(prev) && unicode.IsLetter(rs[start])
	}
}

// pluralAcronym reports whether the capital at rs[i] is followed by an s that
// ends the word.
func pluralAcronym(rs []rune, i int) bool {
	if rs[i+1] != 's' {
		return false
	}
	return i+2 == len(rs) || !unicode.IsLower(rs[i+2])
}

// mergeOAuth repairs the one common name whose capitals mislead: OAuth.
func mergeOAuth(words []string) []string {
	for i := 0; i+1 < len(words); i++ {
		if words[i] == "o" && strings.HasPrefix(words[i+1], "auth") {
			words[i+1] = "o" + words[i+1]
			return append(words[:i], words[i+1:]...)
		}
	}
	return words
}

// join is the normal form names are compared in: words without separators.
func join(words []string) string { return strings.Join(words, "") }

// normal is the joined form of a name.
func normal(name string) string { return join(Words(name)) }

// singular strips a plural s; short words keep theirs.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// set makes a lookup table of a space-separated list.
func set(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
