// Package sarif validates SARIF 2.1.0 logs against the schema of the standard.
//
// The schema is taken from the module cache, out of a Go module that carries
// it as a constant, so that this repository needs no copy.
package sarif

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // its module holds the schema
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaModule = "github.com/owenrumney/go-sarif/v3"

// Schema compiles the schema of SARIF 2.1.0.
func Schema() (*jsonschema.Schema, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", schemaModule).Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m %s: %w", schemaModule, err)
	}
	file := filepath.Join(strings.TrimSpace(string(out)), "pkg", "report", "v210", "sarif", "schema.go")
	text, err := constant(file, "schema")
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif-2.1.0.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("sarif-2.1.0.json")
}

// constant returns the value of a string constant of a Go file.
func constant(file, name string) (string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return "", err
	}
	value, found := "", false
	ast.Inspect(f, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 && spec.Names[0].Name == name {
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
				value, err = strconv.Unquote(lit.Value)
				found = true
			}
		}
		return true
	})
	if err == nil && !found {
		err = fmt.Errorf("%s has no constant %s", file, name)
	}
	return value, err
}

// Validate returns an error that names every violation of the schema.
func Validate(log []byte) error {
	schema, err := Schema()
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}
