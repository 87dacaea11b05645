package hardcodedsecret

import (
	"go/ast"
	"reflect"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// defaultTag looks at default values in struct tags.
func (c *checker) defaultTag(f *ast.Field) {
	if c.quiet(f.Pos()) {
		return
	}
	tag := tagText(f)
	for _, key := range []string{"default", "envDefault", "env-default", "env", "conf", "flag"} {
		text, ok := tag.Lookup(key)
		if !ok {
			continue
		}
		switch key {
		case "env":
			_, text, ok = strings.Cut(text, "default=")
		case "conf":
			if _, text, ok = strings.Cut(text, "default:"); ok {
				text, _, _ = strings.Cut(text, ",")
			}
		case "flag":
			ok = false
		}
		if !ok || !credentialText(text) {
			continue
		}
		for _, name := range c.fieldNames(f, tag) {
			if c.secretName(name) != isSecret {
				continue
			}
			if hasDSNName(name) && !dsnPassword(text) {
				break
			}
			if t := c.pass.TypesInfo.TypeOf(f.Type); t != nil && !holdsText(t) {
				break
			}
			c.add(&verdict{category: "fallback", pos: f.Tag.Pos(), end: f.Tag.End(),
				message: "when " + quoteName(name) + " is not configured, the literal in the tag (" + provider.Masked(text) + ") takes its place; fail at start instead"})
			break
		}
	}
}

// tagFormats looks for known secrets in struct tags.
func (c *checker) tagFormats(f *ast.Field) {
	text := strings.ReplaceAll(string(tagText(f)), `\"`, `"`)
	for _, m := range provider.FindSecrets(text, strings.Join(c.fieldNames(f, tagText(f)), " ")) {
		secret := text[m.Start:m.End]
		if provider.DocumentationKey(secret) || strings.Contains(text[:m.Start], "example:") || c.quiet(f.Pos()) && m.Class != provider.Live {
			continue
		}
		if m.ID == "pem-private-key" {
			c.add(&verdict{category: "private-key", pos: f.Tag.Pos(), end: f.Tag.End(), message: "a private key is in a struct tag; " + insteadKey})
			continue
		}
		v := &verdict{category: "known-format", pos: f.Tag.Pos(), end: f.Tag.End(),
			message: article(m.What) + " (" + provider.Masked(secret) + ") is in a struct tag; " + instead}
		if m.Class == provider.Test || m.Weak {
			v.severity = catalog.Warning
		}
		c.add(v)
	}
}

func tagText(f *ast.Field) reflect.StructTag {
	t, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return ""
	}
	return reflect.StructTag(t)
}

// fieldNames are the names a field goes by: its own and those in its tags.
func (c *checker) fieldNames(f *ast.Field, tag reflect.StructTag) []string {
	var names []string
	for _, n := range f.Names {
		names = append(names, n.Name)
	}
	for _, key := range []string{"env", "envconfig", "mapstructure", "yaml", "json", "koanf", "toml"} {
		if v, ok := tag.Lookup(key); ok {
			if v, _, _ = strings.Cut(v, ","); v != "" && v != "-" {
				names = append(names, v)
			}
		}
	}
	return names
}
