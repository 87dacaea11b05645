package requests

import (
	"go/types"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
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

// amountPayload marks a payload that says how much.
const amountPayload = "@amount"

func hasAmount(t types.Type) bool {
	st, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		for _, w := range naming.Words(f.Name()) {
			if w == "amount" || w == "cents" || w == "money" || w == "total" {
				return true
			}
		}
	}
	return false
}

// payload notes the names of the types and variables in a body, its constant
// texts and the parameters that others come from.
func (m *Model) payload(b *built, v ssa.Value, at ssa.Instruction) {
	if v == nil {
		return
	}
	var names, texts []string
	if hasAmount(ssavalue.Unwrap(v).Type()) {
		names = append(names, amountPayload)
	}
	for _, o := range m.flow.Origins(v, ssaflow.Query{At: at}) {
		if text, ok := o.StringConst(); ok && len(texts) < 20 {
			texts = append(texts, text)
		}
		if o.Kind == ssaflow.Param && o.Name != "" && len(names) < 12 {
			names = append(names, o.Name)
		}
		if o.Kind == ssaflow.Param && o.Path == "" && o.Fn != nil && o.Fn.Parent() == nil && o.Value != nil && isText(o.Value.Type()) {
			b.documents = append(b.documents, o.Index)
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
	b.payload, b.texts = append(b.payload, names...), append(b.texts, texts...)
}
