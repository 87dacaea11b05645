package requests

import (
	"slices"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// namesAround returns the names of the function a call is in, its receiver and
// its package. A closure counts as the function that it is written in.
func namesAround(fn *ssa.Function) []string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	names := []string{fn.Name()}
	if recv := fn.Signature.Recv(); recv != nil {
		names = append(names, symbols.TypeName(recv.Type()))
	}
	if fn.Pkg != nil && fn.Pkg.Pkg.Name() != "main" {
		names = append(names, fn.Pkg.Pkg.Name())
	}
	return names
}

// payload returns the names of the types and variables in a body, and its
// constant texts.
func (m *Model) payload(v ssa.Value, at ssa.Instruction) (names, texts []string) {
	if v == nil {
		return nil, nil
	}
	for _, o := range m.flow.Origins(v, ssaflow.Query{At: at}) {
		if text, ok := o.StringConst(); ok && len(texts) < 20 {
			texts = append(texts, text)
		}
		if o.Kind == ssaflow.Param && o.Name != "" && len(names) < 12 {
			names = append(names, o.Name)
		}
		if o.Value != nil && len(names) < 12 {
			if n := symbols.TypeRef(o.Value.Type()); n.Name != "" && n.Pkg != "net/http" && n.Pkg != "bytes" && n.Pkg != "strings" && n.Pkg != "context" {
				names = append(names, n.Name)
			}
		}
		for _, s := range o.Steps {
			if s.Kind == ssaflow.FieldStep && s.Owner.Name != "" && len(names) < 12 && !slices.Contains(names, s.Owner.Name) && s.Owner.Pkg != "net/http" {
				names = append(names, s.Owner.Name)
			}
		}
	}
	return names, texts
}
