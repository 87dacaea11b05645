package provider

import (
	"math"
	"regexp"
	"strings"
	"unicode"
)

// Entropy returns the Shannon entropy of text in bits for each byte: 0 for one
// character repeated, about 4.5 for 40 random base64 characters.
func Entropy(text string) float64 {
	if text == "" {
		return 0
	}
	var count [256]int
	for i := range len(text) {
		count[text[i]]++
	}
	h := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(text))
			h -= p * math.Log2(p)
		}
	}
	return h
}

// bigrams says how usual a pair of letters is in words: the logarithm to base
// two of its frequency against chance, plus five, cut to 0…9. Counted over the
// identifiers and comments of Go's standard library.
var bigrams = [26]string{
	"36771560505878060878543440",
	"52425010540500520441600060",
	"73437347406542840547430020",
	"52367320600432520553422240",
	"74775652402768455988355740",
	"61335620700542720544700020",
	"32317224500325620464320000",
	"70128000600130510435300010",
	"45665560002769750577050405",
	"20003000000000200030200000",
	"41116030400203120141200000",
	"62368422702712730265522050",
	"74147100501351660154510010",
	"72777581704434730279551040",
	"55664540504668660867655200",
	"71437323503511750756521030",
	"00000000000000000000500000",
	"73659562704457730866642050",
	"62648236704533651469614060",
	"73549538801543660865723470",
	"44526530700658250766000300",
	"70117100400110310021001100",
	"60114004600103420531002000",
	"32314400300010150115000110",
	"00202000200344160366000001",
	"10005000100000000000000000",
}

// chance is the bigram value of letters drawn at random.
const chance = 5

// wordScore is the mean of bigrams over the neighbouring letters of text, and
// how many there were. Words score 6 and more, random letters about 3.5.
func wordScore(text string) (mean float64, pairs int) {
	sum, prev := 0, -1
	for i := range len(text) {
		c := int(text[i]|0x20) - 'a'
		if c < 0 || c >= 26 {
			prev = -1
			continue
		}
		if prev >= 0 {
			sum += int(bigrams[prev][c] - '0')
			pairs++
		}
		prev = c
	}
	if pairs == 0 {
		return 0, 0
	}
	return float64(sum) / float64(pairs), pairs
}

// WordLike reports whether text consists mainly of words: identifiers, names,
// sentences. Keys in hexadecimal, base32 and base64 are not word-like.
func WordLike(text string) bool {
	mean, pairs := wordScore(text)
	return pairs >= 3 && mean >= chance+0.6 && pairs*2 >= len(text)
}

// Strength is how much a text bound to a secret's name looks like a secret.
type Strength int

const (
	// NoValue is a text that is no credential at all: a name, a path, a
	// sentence, a template, a publishable key.
	NoValue Strength = iota
	// Weak is a value that anybody would guess, or that asks to be replaced.
	Weak
	// Password is made up by a person: words with digits and signs.
	Password
	// Random is made by a machine.
	Random
)

// StrengthOf judges a literal by itself. It decides nothing about what the
// literal is bound to: "authorization" is no value, whatever its name.
//
// Measured on the 193 different literals bound to secret names in thirty public
// repositories, twelve of them credentials: Random took eleven and no other;
// nbutton23/zxcvbn-go's highest score took the twelve and 77 others (URLs,
// messages, cache keys, SQL), for a megabyte of dictionaries.
func StrengthOf(text string) Strength {
	if !strings.ContainsFunc(text, isValue) || IsPublishable(text) {
		return NoValue
	}
	if IsUUID(text) {
		if Entropy(text) < 2 {
			return NoValue // the nil UUID and its like
		}
		return Random // several providers' keys are UUIDs
	}
	if isName(text) {
		if weakWords[strings.ToLower(text)] {
			return Weak
		}
		return NoValue
	}
	if strings.ContainsAny(text, " \t\r\n") && !isKeyText(text) || IsProse(text) || algorithm.MatchString(text) {
		return NoValue
	}
	n := len(text)
	switch {
	case formatVerb.MatchString(text):
		return NoValue // the path of a request, a key of a cache
	case n >= 256 && base64Line.MatchString(text) && Entropy(text) > 5 && !WordLike(text):
		return Random // long enough to spell any word
	case isAlphabet(text):
		return NoValue
	case IsPlaceholder(text):
		return Weak
	}
	switch {
	case strings.Contains(text, "://") || strings.HasPrefix(text, "/") || strings.Contains(text, "%"):
		return NoValue
	case n >= 16 && Entropy(text) >= 3 && !WordLike(text) && hasDigit(text):
		return Random
	case n >= 20 && Entropy(text) >= 3.5 && !WordLike(text):
		return Random
	case n >= 6 && (hasDigit(text) || hasSign(text)):
		return Password
	}
	return NoValue
}

// formatVerb is what makes a text a format.
var formatVerb = regexp.MustCompile(`(^|[^%])%[-+# 0-9.]*[svdqxXT]`)

// isValue reports whether a character can be part of a value; dots, stars and
// blanks alone stand for one that is not shown.
func isValue(r rune) bool { return !strings.ContainsRune(".*-_ \t\n…•", r) }

// IsUUID reports whether a text is written like a UUID.
func IsUUID(text string) bool { return uuid.MatchString(text) }

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// algorithm is the name of a cryptographic algorithm or signature scheme.
var algorithm = regexp.MustCompile(`(?i)^(?:[a-z0-9]+[-_/])*(?:sha-?(?:1|256|384|512)|md5|hmac|rsa|aes|[hrep]s(?:256|384|512)|ed25519|gcm|cbc|pkcs[0-9]+)(?:[-_/][a-z0-9]+)*$`)

// isAlphabet reports whether a text lists the characters that others are made
// of: no character twice, and many runs of neighbours.
func isAlphabet(text string) bool {
	if len(text) < 16 {
		return false
	}
	var seen [256]bool
	steps := 0
	for i := range len(text) {
		if seen[text[i]] {
			return false
		}
		seen[text[i]] = true
		if i > 0 && text[i] == text[i-1]+1 {
			steps++
		}
	}
	return steps*2 > len(text)
}

// IsProse reports whether a text is written for people in a script other than
// Latin: more than a fifth of its characters are letters beyond Latin.
func IsProse(text string) bool {
	other, all := 0, 0
	for _, r := range text {
		all++
		if r >= 0x370 && r != '\uFFFD' && unicode.IsLetter(r) {
			other++
		}
	}
	return other*5 > all
}

// isName reports whether text is what programmers call things: words in snake,
// kebab, dotted, camel or constant case, without digits that mean something.
func isName(text string) bool {
	letters := 0
	for i := range len(text) {
		switch c := text[i] | 0x20; {
		case c >= 'a' && c <= 'z':
			letters++
		case strings.IndexByte("_-.:/[]{}", text[i]) >= 0:
		case text[i] >= '0' && text[i] <= '9':
			if letters == 0 || i > 0 && i < len(text)-2 && text[i-1] >= '0' && text[i-1] <= '9' {
				return false
			}
		default:
			return false
		}
	}
	if letters == 0 {
		return false
	}
	mean, pairs := wordScore(text)
	if digits := strings.Count(strings.Map(digitsOnly, text), "0"); digits > 2 || digits > 0 && !strings.ContainsAny(text, "_-./:") {
		return false
	}
	if strings.ContainsAny(text, "_-.:/") && len(text) < 64 {
		return pairs < 3 || mean >= chance-0.4
	}
	return pairs < 3 && len(text) < 8 || mean >= chance+0.3 || strings.ToUpper(text) == text && mean >= chance
}

// digitsOnly maps every digit to 0 and drops everything else.
func digitsOnly(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return -1
}

func hasSign(text string) bool { return strings.ContainsAny(text, "!@#$^&*+=?~|") }

// isKeyText reports whether a text with white space is still key material: a
// wrapped base64 block.
func isKeyText(text string) bool {
	compact := strings.Join(strings.Fields(text), "")
	return len(compact) >= 64 && base64Line.MatchString(compact) && !WordLike(compact)
}
