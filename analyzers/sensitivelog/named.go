package sensitivelog

import (
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// named finds the first step, from the sink, whose name says that the value is
// sensitive. An index of -1 means that no name says anything; an index with
// class None, that a name says it is harmless.
func (c *checker) named(o *ssaflow.Origin, sc sinkContext) (naming.Match, int) {
	key, other, id := -1, false, false
	var piece *ssaflow.Step
	query, queryAt := naming.Match{}, -1
	for i, s := range o.Steps {
		if s.Kind == ssaflow.NameStep && !genericName[s.Name] || s.Kind == ssaflow.FieldStep || s.Kind == ssaflow.KeyStep {
			other = true
		}
		if decodes(s) || sc.holder && s.Kind == ssaflow.CallStep && fills(s.Callee) {
			return naming.Match{}, i
		}
		if m := c.queryName(s); (piece == nil || !harmlessPiece(piece, m.Term)) && m.Class != naming.None && m.Class != naming.CardDetail {
			query, queryAt = m, i
		}
		if s.Kind == ssaflow.PieceStep {
			piece = s
			continue
		}
		if s.Kind == ssaflow.StoreStep {
			if key < 0 && s.Owner.Name == "" && s.Type == nil && !sc.fields && c.names.Match(s.Name).Class != naming.None {
				key = i
			}
			continue
		}
		if p, ok := s.Value.(*ssa.Parameter); ok && s.Kind == ssaflow.NameStep && sc.fn != nil && p.Parent() != sc.fn && i < len(o.Steps)-1 && sc.fn.Parent() != p.Parent() {
			continue // what a helper calls its parameter
		}
		m, known := c.stepClass(s, true)
		if m.Term == "token" && (id || splitBehind(o.Steps[i:])) {
			return naming.Match{}, i
		}
		id = id || s.Kind == ssaflow.NameStep && isID(s.Name)
		if m.Class == naming.Secret && piece != nil && harmlessPiece(piece, m.Term) {
			return naming.Match{}, i
		}
		if m.Class != naming.None {
			return m, i
		}
		if known && s.Kind != ssaflow.CallStep {
			return naming.Match{}, i
		}
	}
	if key >= 0 && !other {
		m := c.names.Match(o.Steps[key].Name)
		if v := storedValue(o.Steps[key]); v != nil && m.Class != naming.CardDetail && c.names.Holds(m, v.Type()) {
			return m, key
		}
	}
	return query, queryAt
}

// harmlessPiece reports whether a piece of a credential says nothing: the scheme
// of an Authorization header, the user of a pair, the host behind the password.
func harmlessPiece(piece *ssaflow.Step, term string) bool {
	switch piece.Name {
	case " ", "?", "_", "-", ".":
		return piece.Elem == 0
	case ":":
		return piece.Elem == 0 && (term == "authorization" || term == "basicauth" || term == "credential")
	case "@":
		return piece.Elem > 0
	}
	return false
}

// isID reports whether a variable is called an id: what a provider hands out
// as "token" to find an order by. A session's id is a credential.
func isID(name string) bool {
	words := naming.Words(name)
	return len(words) > 1 && words[len(words)-1] == "id" && !slices.Contains(words, "session") && !slices.Contains(words, "sess")
}

// splitBehind reports whether a value comes out of splitting a text: tokens in
// the sense of words.
func splitBehind(steps []*ssaflow.Step) bool {
	for _, s := range steps {
		if s.Kind == ssaflow.CallStep && s.Callee.Pkg == "strings" && (strings.HasPrefix(s.Callee.Name, "Split") || strings.HasPrefix(s.Callee.Name, "Fields")) {
			return !bearer(steps)
		}
	}
	return false
}

// bearer reports whether the text that is split is an Authorization header.
func bearer(steps []*ssaflow.Step) bool {
	for _, s := range steps {
		if s.Kind == ssaflow.KeyStep && s.Name == "Authorization" || s.Kind == ssaflow.NameStep && strings.Contains(strings.ToLower(s.Name), "auth") {
			return true
		}
		if call, ok := s.Instr.(ssa.CallInstruction); ok && s.Kind == ssaflow.CallStep {
			for _, a := range ssaflow.Args(call) {
				if name, ok := constString(a); ok && strings.EqualFold(name, "authorization") {
					return true
				}
			}
		}
	}
	return false
}

// genericName are names that say nothing about a value.
var genericName = map[string]bool{"v": true, "s": true, "val": true, "value": true, "data": true, "str": true, "x": true, "b": true, "raw": true, "res": true, "result": true, "m": true}

// storedValue is the value that a store step puts in place, without conversion
// to an interface.
func storedValue(s *ssaflow.Step) ssa.Value {
	if mi, ok := s.Value.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return s.Value
}
