package envmix

import (
	"fmt"
	"go/ast"
	"reflect"
	"strconv"

	"github.com/paylint/paylint/analyzers/internal/provider"
)

// defaultTag reports a sandbox host that a struct tag makes the default of a
// setting: envDefault:"https://api.sandbox.midtrans.com".
func (c *checker) defaultTag(f *ast.Field) {
	if c.inTest(f.Pos()) || c.inExample() || !c.report.Visible(f.Pos()) {
		return
	}
	text, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return
	}
	for _, name := range f.Names {
		if sandboxWord.MatchString(name.Name) {
			return // Sandbox string `default:"…"`
		}
	}
	for _, key := range []string{"default", "envDefault", "env-default"} {
		value := reflect.StructTag(text).Get(key)
		if h, ok := c.hostOf(value); ok && h.Env == provider.Sandbox {
			c.byChoice(fallback, f.Tag, fmt.Sprintf("the sandbox host %s", provider.HostInURL(value)), adviceHost)
			return
		}
	}
}
