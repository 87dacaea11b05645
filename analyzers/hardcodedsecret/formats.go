package hardcodedsecret

import (
	"go/ast"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// formats reports literals in the format of a known secret.
func (c *checker) formats() {
	for _, l := range c.lits.All {
		if len(l.Value) >= 14 {
			c.format(l)
		}
	}
	for _, f := range c.lits.Tags {
		c.tagFormats(f)
	}
}

func (c *checker) format(l *literal.Literal) {
	context := ""
	if c.secretBinding(&l.Bind) != noSecret {
		context = strings.Join(l.Bind.Names, " ")
	}
	for _, m := range provider.FindSecrets(l.Value, context) {
		if c.partOfConstant(l, m.ID) {
			continue
		}
		secret := l.Value[m.Start:m.End]
		switch {
		case m.ID == "pem-private-key":
			if c.quiet(l.Pos()) && (!provider.ParsesAsPrivateKey(l.Value[m.Start:]) || c.markedTest(l)) {
				continue
			}
			c.add(c.verdict(l, "private-key", "a private key"+c.boundTo(&l.Bind)+" is in the source; "+insteadKey))
			continue
		case provider.DocumentationKey(secret), sampleText(l):
			continue
		case c.quiet(l.Pos()) && m.Class != provider.Live:
			continue
		}
		if m.ID == "url-credentials" && len(l.Value) > m.End {
			secret = urlPassword(secret)
		}
		v := c.verdict(l, "known-format", article(m.What)+" ("+provider.Masked(secret)+")"+c.boundTo(&l.Bind)+" is in the source; "+instead)
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
func (c *checker) partOfConstant(l *literal.Literal, id string) bool {
	bin, ok := l.Expr.(*ast.BinaryExpr)
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
			if s, ok := c.lits.ConstString(e); ok {
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

var sampleName = regexp.MustCompile(`(?i)^(example|sample|placeholder|description|usage|help|hint|doc|docs|comment|label|title|summary|mask|masked)s?$|(Example|Sample|Placeholder|Description)$`)

// sampleText reports whether a literal is text about a secret: a field such as
// Example or Description, or part of a longer text.
func sampleText(l *literal.Literal) bool {
	return l.Bind.Name != "" && sampleName.MatchString(l.Bind.Name) && l.Bind.Kind != literal.Var
}

var testMark = regexp.MustCompile(`(?i)test|dummy|fake|example|sample|mock|fixture|invalid|insecure|throwaway|self[-_ ]?signed|generated for`)

// markedTest reports whether a private key says that it is for tests: in its
// name, in the text around the key, or in a comment above.
func (c *checker) markedTest(l *literal.Literal) bool {
	outside := l.Value
	if i, j := strings.Index(outside, "-----BEGIN"), strings.LastIndex(outside, "-----END"); i >= 0 && j > i {
		outside = outside[:i] + outside[j:]
	}
	for _, text := range append([]string{outside}, l.Bind.Names[1:]...) {
		if testMark.MatchString(text) {
			return true
		}
	}
	line := c.pass.Fset.Position(l.Pos()).Line
	for _, f := range c.pass.Files {
		if f.FileStart > l.Pos() || l.Pos() > f.FileEnd {
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
func (c *checker) verdict(l *literal.Literal, category, message string) *verdict {
	return &verdict{category: category, message: message, pos: l.Expr.Pos(), end: l.Expr.End()}
}

// boundTo is " of x" or nothing: what the literal is tied to, in a message.
func (c *checker) boundTo(b *literal.Binding) string {
	switch b.Kind {
	case literal.Var, literal.Return:
		return " in " + b.Name
	case literal.Field:
		if b.Owner != "" {
			return " in " + b.Owner + "." + b.Name
		}
		return " in " + b.Name
	case literal.Key:
		return " for " + quoteName(b.Name)
	case literal.Arg:
		if b.Owner != "" {
			return " in the call of " + b.Owner
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
