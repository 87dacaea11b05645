package provider

import (
	"encoding/base64"
	"regexp"
	"strings"
	"sync"
)

// Class says what a text in a secret's format is worth.
type Class int

const (
	// Secret is a key whose format shows no environment.
	Secret Class = iota
	// Live is a key of production.
	Live
	// Test is a key of a sandbox.
	Test
)

// Match is a secret found in a text. It holds positions, never the secret.
type Match struct {
	// ID names the shape ("stripe-secret-live"), What says it in words.
	ID, What string
	// Provider is a name of [Host.Provider], or another service's; may be "".
	Provider string
	Class    Class
	// Weak formats are often public or short-lived.
	Weak bool
	// Start and End are byte offsets in the text.
	Start, End int
}

// maxMatches bounds the answer for one text: nobody reads more.
const maxMatches = 500

// minSecret is the length of the shortest text that any shape matches.
const minSecret = 14

var matcher = sync.OnceValue(func() *automaton {
	var words []keyword
	for i := range shapes {
		shapes[i].re = regexp.MustCompile(shapes[i].expr)
		for _, k := range strings.Fields(shapes[i].keywords) {
			words = append(words, keyword{k, i})
		}
	}
	return newAutomaton(words)
})

// FindSecrets returns the secrets in text, in order, at most one for each place.
// Context is what the text is bound to: names of variables, fields, keys and
// packages, joined by spaces; some formats count in a fitting context only.
// Publishable keys and placeholders are no secrets. The time is linear in text.
func FindSecrets(text, context string) []Match {
	if len(text) < minSecret {
		return nil
	}
	found := matcher().find(text)
	context = strings.ToLower(context)
	var out []Match
	for i := range shapes {
		s := &shapes[i]
		if s.keywords != "" && !found.has(i) || s.context != nil && !containsAny(context, s.context) {
			continue
		}
		for _, loc := range s.re.FindAllStringIndex(text, maxMatches) {
			if len(out) == maxMatches {
				return out
			}
			m := Match{ID: s.id, What: s.what, Provider: s.provider, Weak: s.weak, Start: loc[0], End: loc[1]}
			if strings.HasSuffix(s.expr, "|$)") && m.End > m.Start && !tokenByte(text[m.End-1]) {
				m.End--
			}
			if s.keywords == "" && !wholeToken(text, m.Start, m.End) || overlaps(out, m) || !s.real(text, m) {
				continue
			}
			m.Class = s.class(text[m.Start:m.End])
			out = insert(out, m)
		}
	}
	return out
}

func tokenByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-'
}

// wholeToken reports whether text[start:end] stands alone: formats without a
// prefix would otherwise match a part of something longer.
func wholeToken(text string, start, end int) bool {
	return (start == 0 || !tokenByte(text[start-1]) && text[start-1] != '/' && text[start-1] != '+') &&
		(end == len(text) || !tokenByte(text[end]) && text[end] != '/' && text[end] != '+' && text[end] != '=')
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func overlaps(ms []Match, m Match) bool {
	for _, o := range ms {
		if m.Start < o.End && o.Start < m.End {
			return true
		}
	}
	return false
}

func insert(ms []Match, m Match) []Match {
	i := len(ms)
	for i > 0 && ms[i-1].Start > m.Start {
		i--
	}
	ms = append(ms, Match{})
	copy(ms[i+1:], ms[i:])
	ms[i] = m
	return ms
}

// testMark and liveMark are the words by which a key names its environment.
var (
	testMark = regexp.MustCompile(`(?i)(^|[^a-z])(test|sandbox|sbox|sdbx|sb|development)([^a-z]|$)`)
	liveMark = regexp.MustCompile(`(?i)(^|[^a-z])(live|prod|production)([^a-z]|$)`)
)

func (s *shape) class(match string) Class {
	head := match[:min(len(match), 32)]
	switch s.mode {
	case alwaysLive:
		return Live
	case alwaysTest:
		return Test
	case marked:
		if testMark.MatchString(head) && !liveMark.MatchString(head[:min(len(head), 12)]) {
			return Test
		}
		return Live
	}
	return Secret
}

// real reports whether a match is more than the format: no placeholder, no
// publishable key, and as random as the format demands.
func (s *shape) real(text string, m Match) bool {
	match := text[m.Start:m.End]
	switch s.id {
	case "pem-private-key":
		return hasKeyBody(text[m.End:])
	case "gcp-service-account":
		return strings.Contains(text, "private_key") && !templated(text)
	case "url-credentials":
		return realURLCredentials(text, m)
	case "jwt":
		return realJWT(match)
	case "coinbase-cdp-key-name":
		return !IsPlaceholder(match)
	}
	if !s.random {
		return true
	}
	body := s.body(match)
	if IsPublishable(match) || placeholderKey(body) {
		return false
	}
	return randomEnough(s, body)
}

// body is the part of a match behind its fixed prefix.
func (s *shape) body(match string) string {
	if s.id == "basic-or-bearer-literal" {
		return strings.TrimSpace(match[strings.IndexAny(match, " \t\r\n"):])
	}
	best := 0
	for _, k := range strings.Fields(s.keywords) {
		if i := strings.Index(match, k); i >= 0 {
			best = max(best, i+len(k))
		}
	}
	return match[min(best, len(match)):]
}

// randomEnough rejects words and runs in place of a key.
func randomEnough(s *shape, body string) bool {
	if Entropy(body) < 2.3 || isSequence(body) {
		return false
	}
	switch s.id {
	case "mollie-api-key", "mollie-org-token", "yookassa-secret", "gocardless-token", "checkout-nas-secret",
		"revolut-merchant-secret", "omise-secret", "basic-or-bearer-literal", "paypal-client-secret", "razorpay-secret", "aws-secret":
		// Prefixes that ordinary identifiers have as well.
		return hasDigit(body) && !WordLike(body)
	}
	return !WordLike(body)
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// realURLCredentials looks at the password between ":" and "@".
func realURLCredentials(text string, m Match) bool {
	match := text[m.Start : m.End-1]
	_, rest, _ := strings.Cut(match, "://")
	user, password, _ := strings.Cut(rest, ":")
	host := text[m.End:]
	if i := strings.IndexAny(host, "/?#:,) \t\n\"'`"); i >= 0 {
		host = host[:i]
	}
	if host == "" || strings.ContainsAny(host, "%{$<") || ReachOf(host) == Documentation {
		return false
	}
	return !IsPlaceholder(password) && !strings.EqualFold(user, "user") && !maskedRE.MatchString(password)
}

var maskedRE = regexp.MustCompile(`^[*xX•.]+$`)

// realJWT rejects tokens that are public by design (a Supabase anonymous key)
// and the sample token of the JWT documentation.
func realJWT(token string) bool {
	parts := strings.Split(token, ".")
	if _, err := base64.RawURLEncoding.DecodeString(parts[0]); err != nil {
		return false
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return false
	}
	c := string(claims)
	return !strings.Contains(c, `"role":"anon"`) && !strings.Contains(c, "John Doe") && !strings.Contains(c, `"sub":"1234567890"`)
}

func templated(text string) bool {
	return strings.Contains(text, "${") || strings.Contains(text, "{{") || strings.Contains(text, "%s") || strings.Contains(text, "...")
}

// Masked returns how a secret may be shown: its first four characters, never
// more than half of it.
func Masked(secret string) string {
	r := []rune(strings.TrimSpace(secret))
	return string(r[:min(4, (len(r)+1)/2)]) + "…"
}

// Shape describes one of the formats that [FindSecrets] knows.
type Shape struct {
	ID, What, Provider string
	// Expr is the regular expression (RE2).
	Expr string
	// Context has a word of which one must be in the context, if any.
	Context []string
}

// Shapes returns all formats in order of precedence.
func Shapes() []Shape {
	out := make([]Shape, len(shapes))
	for i, s := range shapes {
		out[i] = Shape{s.id, s.what, s.provider, s.expr, s.context}
	}
	return out
}
