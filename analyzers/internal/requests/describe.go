package requests

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Fill is what a method stores in a field of its receiver: a builder's
// POST(path) sets the method and the path of the request that it describes.
type Fill struct {
	Path   string
	Values Values
}

// maxFills bounds the fields of one method.
const maxFills = 6

var methodField = regexp.MustCompile(`(?i)^(http_?)?(method|verb)$`)

// describes reports whether a type of the module describes one request: it has
// a field for the method.
func describes(t types.Type) bool {
	st, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if methodField.MatchString(f.Name()) && isText(f.Type()) {
			return true
		}
	}
	return false
}

// fills summarizes what a method stores in the texts of a description.
func (m *Model) fills(fn *ssa.Function, out *Summary) {
	if fn.Signature.Recv() == nil || len(fn.Params) == 0 || !describes(fn.Params[0].Type()) {
		return
	}
	for _, st := range m.object(fn.Params[0], false).stores {
		if st.key != nil || strings.Count(st.path, ".") != 1 || len(out.Fills) >= maxFills {
			continue
		}
		t := st.val.Type().Underlying()
		if sl, ok := t.(*types.Slice); ok {
			t = sl.Elem()
		}
		if !isText(t) {
			continue
		}
		path, _, _ := strings.Cut(st.path, "|")
		out.Fills = append(out.Fills, Fill{path, m.values(st.val, "", st.instr)})
	}
}

// filled returns what methods that are called on v stored in one of its fields.
func (m *Model) filled(v ssa.Value, path string) Values {
	if path == "" || !describes(v.Type()) {
		return nil
	}
	path = strings.TrimRight(path, "[]")
	var out Values
	for _, u := range m.object(v, false).uses {
		if u.arg != 0 || u.path != "" || ssaflow.Receiver(u.call) == nil {
			continue
		}
		for _, callee := range m.flow.Callees(u.call) {
			sum := m.summaryOf(callee)
			if sum == nil {
				continue
			}
			for _, f := range sum.Fills {
				if f.Path == path {
					out = append(out, m.bindValues(f.Values, u.call, false)...)
				}
			}
		}
	}
	return out
}
