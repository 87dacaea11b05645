package responsecheck

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// errorIgnored says what error of a request decides nothing: the send's own, or
// that of a read or decode of its response.
func (c *checker) errorIgnored(call ssa.CallInstruction) (what string, steps []report.Step) {
	name := ssaflow.CalleeOf(call).String()
	if how := c.dropped(call); how != "" {
		return name + " " + how, nil
	}
	for _, use := range c.reads(call) {
		how := c.dropped(use)
		if how == "" || c.failsAnyway(use) || c.unused(use) || refusedBefore(use) {
			continue
		}
		pos, end := c.span(use)
		ref := ssaflow.CalleeOf(use).String()
		return ref + ", which reads the response of " + name + ", " + how, []report.Step{{Pos: pos, End: end, Message: "the error of " + ref + " " + how}}
	}
	return "", nil
}

// How an error is lost.
const (
	ignored    = "is ignored"
	onlyLogged = "is only logged"
	notStopped = "does not stop the function"
)

// dropped says how the error of a call is lost, "" when it decides.
func (c *checker) dropped(call ssa.CallInstruction) string {
	index := errorIndex(call)
	if index < 0 {
		return ""
	}
	v := call.Value()
	if v == nil {
		if _, ok := call.(*ssa.Go); ok {
			return "" // the function runs on its own
		}
		return ignored // defer
	}
	u := new(decide.Uses)
	if call.Common().Signature().Results().Len() == 1 {
		u.Follow(v, true)
	} else if v.Referrers() != nil {
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Extract:
				if r.Index == index {
					u.Follow(r, true)
				}
			case *ssa.Return:
				return ""
			}
		}
	}
	switch nothing, logged := u.Nothing(); {
	case nothing && reported(u):
		return ""
	case nothing && !u.Any:
		return ignored
	case nothing && logged:
		return onlyLogged
	case nothing:
		return notStopped
	}
	return ""
}

// reported reports whether a failure is told to somebody on a channel.
func reported(u *decide.Uses) bool {
	for _, br := range u.Ifs {
		failed := br.If.Block().Succs[br.Fail]
		if len(failed.Preds) != 1 {
			continue
		}
		for _, b := range failed.Parent().Blocks {
			for _, instr := range b.Instrs {
				if _, ok := instr.(*ssa.Send); ok && failed.Dominates(b) {
					return true
				}
			}
		}
	}
	return false
}

// readers are the functions that read or decode a body, with the argument that
// is read; -1 is the receiver.
var readers = map[symbols.Ref]int{
	{Pkg: "io", Name: "ReadAll"}:                                 0,
	{Pkg: "io/ioutil", Name: "ReadAll"}:                          0,
	{Pkg: "encoding/json", Name: "Unmarshal"}:                    0,
	{Pkg: "encoding/json", Recv: "Decoder", Name: "Decode"}:      -1,
	{Pkg: "encoding/xml", Name: "Unmarshal"}:                     0,
	{Pkg: "encoding/xml", Recv: "Decoder", Name: "Decode"}:       -1,
	{Pkg: "github.com/goccy/go-json", Name: "Unmarshal"}:         0,
	{Pkg: "github.com/bytedance/sonic", Name: "Unmarshal"}:       0,
	{Pkg: "github.com/bytedance/sonic", Name: "UnmarshalString"}: 0,
	{Pkg: "github.com/json-iterator/go", Name: "Unmarshal"}:      0,
	{Pkg: "net/url", Name: "ParseQuery"}:                         0,
}

// reader is a call that reads or decodes, with the calls that what it reads
// comes from.
type reader struct {
	call  ssa.CallInstruction
	sites map[ssa.CallInstruction]bool
}

// reads returns the calls of the same function that read or decode the
// response of a call.
func (c *checker) reads(call ssa.CallInstruction) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	for _, r := range c.readersOf(call.Parent()) {
		if r.call != call && r.sites[call] {
			out = append(out, r.call)
		}
	}
	return out
}

// readersOf finds the readers of a function, once.
func (c *checker) readersOf(fn *ssa.Function) []reader {
	if rs, ok := c.readers[fn]; ok {
		return rs
	}
	var out []reader
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			use, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			arg, ok := readers[ssaflow.CalleeOf(use)]
			if !ok {
				continue
			}
			v := ssaflow.Receiver(use)
			if args := ssaflow.Args(use); arg >= 0 && arg < len(args) {
				v = args[arg]
			}
			if v == nil {
				continue
			}
			r := reader{call: use, sites: make(map[ssa.CallInstruction]bool)}
			for _, o := range c.flow.Origins(v, ssaflow.Query{At: use}) {
				if o.Kind == ssaflow.Call && o.Site != nil && !strings.HasPrefix(string(o.Path), "#1") {
					r.sites[o.Site] = true
				}
				// A helper of the module that hands the response out.
				for _, s := range o.Steps {
					if through, ok := s.Instr.(ssa.CallInstruction); ok && s.Kind == ssaflow.CallStep && through.Parent() == fn && responseIn(through) {
						r.sites[through] = true
					}
				}
			}
			out = append(out, r)
		}
	}
	if c.readers == nil {
		c.readers = make(map[*ssa.Function][]reader)
	}
	c.readers[fn] = out
	return out
}

// responseIn reports whether a call returns a response.
func responseIn(call ssa.CallInstruction) bool {
	res := call.Common().Signature().Results()
	return res.Len() > 0 && requestsResponse(deref(res.At(0).Type()))
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// failsAnyway reports whether every path from an instruction returns an error:
// the read is best effort, for the error's text.
func (c *checker) failsAnyway(at ssa.Instruction) bool {
	fn := at.Parent()
	index := -1
	for i := range fn.Signature.Results().Len() {
		if types.Identical(fn.Signature.Results().At(i).Type(), types.Universe.Lookup("error").Type()) {
			index = i
		}
	}
	if index < 0 {
		return false
	}
	seen := map[*ssa.BasicBlock]bool{}
	queue := []*ssa.BasicBlock{at.Block()}
	found := false
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		if seen[b] {
			continue
		}
		seen[b] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			found = true
			if !freshError(ret.Results[index], 0) {
				return false
			}
		}
		queue = append(queue, b.Succs...)
	}
	return found
}

// freshError reports whether a value is certainly an error.
func freshError(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return false
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		if _, global := v.X.(*ssa.Global); global {
			return true
		}
		if st := ssavalue.StoreBefore(v); st != nil {
			return freshError(st.Val, depth+1)
		}
		return false
	case *ssa.ChangeInterface:
		return freshError(v.X, depth+1)
	case *ssa.Call:
		ref := ssaflow.CalleeOf(v)
		if ref.Pkg == "fmt" || ref.Pkg == "errors" || strings.HasSuffix(ref.Pkg, "/errors") || strings.HasSuffix(ref.Pkg, "grpc/status") {
			return true
		}
		return strings.HasPrefix(ref.Name, "New") || strings.HasPrefix(ref.Name, "new") || strings.Contains(ref.Name, "Err")
	case *ssa.Phi:
		for _, e := range v.Edges {
			if !freshError(e, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}

// unused reports whether nothing but logging is done with what a read returns
// or fills in.
func (c *checker) unused(use ssa.CallInstruction) bool {
	if arg := readers[ssaflow.CalleeOf(use)]; ssaflow.CalleeOf(use).Name != "ReadAll" || arg != 0 {
		return false
	}
	v := use.Value()
	if v == nil || v.Referrers() == nil {
		return true
	}
	u := new(decide.Uses)
	for _, r := range *v.Referrers() {
		if ex, ok := r.(*ssa.Extract); ok && ex.Index == 0 {
			u.Follow(ex, true)
		}
	}
	return !u.Decides && len(u.Ifs) == 0
}
