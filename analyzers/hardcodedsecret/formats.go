package hardcodedsecret

import (
	"go/ast"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// formats reports literals in the format of a known secret.
func (c *checker) formats() {
	for _, l := range c.lits {
		if len(l.value) >= 14 {
			c.format(l)
		}
	}
	for _, f := range c.tags {
		c.tagFormats(f)
	}
}

func (c *checker) format(l *literal) {
	context := ""
	if c.secretBinding(&l.bind) != noSecret {
		context = strings.Join(l.bind.names, " ")
	}
	for _, m := range provider.FindSecrets(l.value, context) {
		if c.partOfConstant(l, m.ID) {
			continue
		}
		secret := l.value[m.Start:m.End]
		switch {
		case m.ID == "pem-private-key":
			if c.quiet(l.pos()) && (!provider.ParsesAsPrivateKey(l.value[m.Start:]) || c.markedTest(l)) {
				continue
			}
			c.add(c.verdict(l, "private-key", "a private key"+c.boundTo(&l.bind)+" is in the source; "+insteadKey))
			continue
		case documentationKey(secret), sampleText(l):
			continue
		case c.quiet(l.pos()) && m.Class != provider.Live:
			continue
		}
		if m.ID == "url-credentials" && len(l.value) > m.End {
			secret = urlPassword(secret)
		}
		v := c.verdict(l, "known-format", article(m.What)+" ("+provider.Masked(secret)+")"+c.boundTo(&l.bind)+" is in the source; "+instead)
		if m.Class == provider.Test || m.Weak {
			v.severity = catalog.Warning
		}
		c.add(v)
	}
}

const (
	instead    = "read it from the environment or a vault, and revoke this one"
	insteadKey = "load it from a vault or key management service, and replace this one"
)

func urlPassword(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	_, password, _ := strings.Cut(rest, ":")
	return strings.TrimSuffix(password, "@")
}

func article(what string) string {
	if strings.ContainsRune("AEIOU", rune(what[0])) {
		return "an " + what
	}
	return "a " + what
}

// partOfConstant reports whether a concatenation has the secret from a named
// constant, where it is reported already.
func (c *checker) partOfConstant(l *literal, id string) bool {
	bin, ok := l.expr.(*ast.BinaryExpr)
	if !ok {
		return false
	}
	found := false
	ast.Inspect(bin, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		switch e.(type) {
		case *ast.Ident, *ast.SelectorExpr:
			if s, ok := c.constString(e); ok {
				for _, m := range provider.FindSecrets(s, "") {
					found = found || m.ID == id
				}
			}
			return false
		}
		return true
	})
	return found
}

// documentationKeys are the random parts of keys that providers print in their
// public documentation for everybody to try.
var documentationKeys = []string{
	"4eC39HqLyjWDarjtT1zdp7dc", "BQokikJOvBiI2HlWgH4olfQ2", "tR3PYbcVNZZ796tH88S4VQ2u", "51H4oYLIk9gzRF", // Stripe
	"dHar4XY7LxsDOtmnkVtjNVWXLSlXsM", // Mollie
}

func documentationKey(secret string) bool {
	for _, k := range documentationKeys {
		if strings.HasSuffix(secret, k) {
			return true
		}
	}
	return false
}

var sampleName = regexp.MustCompile(`(?i)^(example|sample|placeholder|description|usage|help|hint|doc|docs|comment|label|title|summary|mask|masked)s?$|(Example|Sample|Placeholder|Description)$`)

// sampleText reports whether a literal is text about a secret: a field such as
// Example or Description, or part of a longer text.
func sampleText(l *literal) bool {
	return l.bind.name != "" && sampleName.MatchString(l.bind.name) && l.bind.kind != bindVar
}

var testMark = regexp.MustCompile(`(?i)test|dummy|fake|example|sample|mock|fixture|invalid|insecure|throwaway|self[-_ ]?signed|generated for`)

// markedTest reports whether a private key says that it is for tests: in its
// name, in the text around the key, or in a comment above.
func (c *checker) markedTest(l *literal) bool {
	outside := l.value
	if i, j := strings.Index(outside, "-----BEGIN"), strings.LastIndex(outside, "-----END"); i >= 0 && j > i {
		outside = outside[:i] + outside[j:]
	}
	for _, text := range append([]string{outside}, l.bind.names[1:]...) {
		if testMark.MatchString(text) {
			return true
		}
	}
	line := c.pass.Fset.Position(l.pos()).Line
	for _, f := range c.pass.Files {
		if f.FileStart > l.pos() || l.pos() > f.FileEnd {
			continue
		}
		for _, g := range f.Comments {
			if end := c.pass.Fset.Position(g.End()).Line; end <= line && end >= line-2 && testMark.MatchString(g.Text()) {
				return true
			}
		}
	}
	return false
}

// verdict makes a verdict for a literal.
func (c *checker) verdict(l *literal, category, message string) *verdict {
	return &verdict{category: category, message: message, pos: l.expr.Pos(), end: l.expr.End()}
}

// boundTo is " of x" or nothing: what the literal is tied to, in a message.
func (c *checker) boundTo(b *binding) string {
	switch b.kind {
	case bindVar, bindReturn:
		return " in " + b.name
	case bindField:
		if b.owner != "" {
			return " in " + b.owner + "." + b.name
		}
		return " in " + b.name
	case bindKey:
		return " for " + quoteName(b.name)
	case bindArg:
		if b.owner != "" {
			return " in the call of " + b.owner
		}
	}
	return ""
}

// quoteName writes a key, unless the key could be a secret itself.
func quoteName(name string) string {
	if len(name) > 40 || provider.StrengthOf(name) >= provider.Password || len(provider.FindSecrets(name, "")) > 0 {
		return "a map key"
	}
	return `"` + name + `"`
}
