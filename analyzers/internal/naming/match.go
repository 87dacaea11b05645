package naming

import (
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/config"
)

// maxWords is the longest name looked at; more words are a sentence.
const maxWords = 9

// maxSpan is the longest sensitive or look-alike sequence, in words.
const maxSpan = 5

// Names knows the word lists of one suite. It is safe for concurrent use.
type Names struct {
	terms   map[string]Class
	removed map[string]bool
	payment map[string]bool
	dropped map[string]bool // payment words removed by configuration
	cache   sync.Map        // name -> Match
	structs sync.Map        // types.Type -> []FieldMatch
	payable sync.Map        // name -> bool
}

// Match is what a name stands for.
type Match struct {
	// Class is None when the name is not sensitive.
	Class Class
	// Term is the joined word sequence that matched ("cardnumber").
	Term string
	// Cancelled says that a sensitive word is there but the words around it
	// make it something else: tokenType, maskedPan. A second name of the same
	// thing (a struct tag) must not bring it back.
	Cancelled bool
}

// New returns the word lists of the fact base with the additions and removals
// of cfg, which may be nil.
func New(cfg *config.Config) *Names {
	n := &Names{
		terms:   make(map[string]Class),
		removed: make(map[string]bool),
		payment: set(paymentWords),
		dropped: make(map[string]bool),
	}
	for class, list := range sensitiveTerms {
		for _, t := range strings.Fields(list) {
			n.terms[t] = class
		}
	}
	if cfg == nil {
		return n
	}
	for _, t := range cfg.Sensitive.Add {
		if t = normal(t); t != "" {
			n.terms[t] = Custom
		}
	}
	for _, t := range cfg.Sensitive.Remove {
		t = normal(t)
		delete(n.terms, t)
		n.removed[t] = true
	}
	for _, t := range cfg.Payment.Add {
		if t = normal(t); t != "" {
			n.payment[t] = true
		}
	}
	for _, t := range cfg.Payment.Remove {
		t = normal(t)
		delete(n.payment, t)
		n.dropped[t] = true
	}
	return n
}

// Class is what the name alone stands for, whatever its type: for map keys,
// headers, environment variables, columns.
func (n *Names) Class(name string) Class { return n.Match(name).Class }

// SecretName reports whether the name stands for a credential: password, key,
// token, one-time code, stored payment token.
func (n *Names) SecretName(name string) bool {
	switch n.Class(name) {
	case Secret, AuthCode, StoredToken, Custom:
		return true
	}
	return false
}

// Match is like Class, with the matching term.
func (n *Names) Match(name string) Match {
	if m, ok := n.cache.Load(name); ok {
		return m.(Match)
	}
	m := n.match(Words(name), nil)
	n.cache.Store(name, m)
	return m
}

// InOwner is like Match for a field or key of something whose type, field or
// variable name is owner: Number is a card number in Card, CreditCard,
// CardDetails.
func (n *Names) InOwner(owner, name string) Match {
	m := n.Match(name)
	if m.Class != None || m.Cancelled || owner == "" {
		return m
	}
	ow, words := Words(owner), Words(name)
	if len(ow) > maxWords {
		return m
	}
	if weakMatch := n.match(words, ow); weakMatch.Class != None {
		return weakMatch
	}
	field := join(words)
	for _, t := range ownedTerms {
		if t.terms[field] && hasSpan(ow, t.owner) && !hasWord(ow, t.not) && !n.removed[join(ow)+field] && !n.removed[field] {
			return Match{Class: t.class, Term: field}
		}
	}
	return m
}

// match finds the longest sensitive span that nothing cancels. owner are words
// that complete weak terms.
func (n *Names) match(words, owner []string) Match {
	if len(words) == 0 || len(words) > maxWords || n.removed[join(words)] {
		return Match{}
	}
	cancelled := false
	for size := min(maxSpan, len(words)); size > 0; size-- {
		// From the end: the head noun of a name is its last word.
		for i := len(words) - size; i >= 0; i-- {
			class, term := n.lookup(words[i : i+size])
			if class == None {
				continue
			}
			if need, ok := weak[term]; ok && !hasWord(words, need) && !hasSpan(owner, need) {
				continue
			}
			if class != Custom && (isCancelled(words, i, i+size) || short[term] && i+size < len(words) && !shortTail[words[i+size]]) {
				cancelled = true
				continue
			}
			return Match{Class: class, Term: term}
		}
	}
	return Match{Cancelled: cancelled}
}

// short are terms that are common syllables and words of their own: what follows
// them must say something of the value.
var short = set("pan pin")

var shortTail = set(`number numbers no num nr data value values val digits digit str string bytes byte hex raw clear plain text
	block code input in full field ptr seq sequence encrypted enc new old confirm confirmation 1 2 3`)

// lookup finds a span in the term table, the last word in singular too.
func (n *Names) lookup(span []string) (Class, string) {
	j := join(span)
	if c, ok := n.terms[j]; ok {
		return c, j
	}
	if s := singular(j); s != j {
		if c, ok := n.terms[s]; ok {
			return c, s
		}
	}
	return None, ""
}

// isCancelled reports whether the words around words[i:j] make it a look-alike.
func isCancelled(words []string, i, j int) bool {
	if i > 0 && (prevWord[words[i-1]] || headAnywhere[words[0]]) {
		return true
	}
	if i > 0 && askFor[words[i-1]] && hasWord(words[i:j], passwords) {
		return true
	}
	if j < len(words) && (nextWord[words[j]] || tailAnywhere[words[len(words)-1]]) {
		return true
	}
	for a := range words {
		for b := a + 1; b <= len(words) && b <= a+4; b++ {
			if a < j && b > i && lookalikeSpans[join(words[a:b])] {
				return true
			}
		}
	}
	return false
}

var passwords = set("password passwd pwd pin passphrase")

// hasWord reports whether one of the words is in m.
func hasWord(words []string, m map[string]bool) bool {
	for _, w := range words {
		if m[w] || m[singular(w)] {
			return true
		}
	}
	return false
}

// hasSpan reports whether a run of up to three words is in m.
func hasSpan(words []string, m map[string]bool) bool {
	for i := range words {
		for j := i + 1; j <= len(words) && j <= i+3; j++ {
			if m[join(words[i:j])] {
				return true
			}
		}
	}
	return false
}
