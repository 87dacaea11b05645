package messageauth

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// uses says what becomes of a verdict.
type uses struct {
	c    *checker
	seen map[ssa.Value]bool
	// any: it is used at all; logged: as a log argument; decides: it is
	// returned, stored or handed on.
	any, logged, decides bool
	ifs                  []branch
}

// branch is an if on a verdict; fail is the index of the successor taken when
// the check has failed, -1 when that is not known.
type branch struct {
	instr *ssa.If
	fail  int
}

// follow follows a value that says yes (good) or no; errors say no by not
// being nil and ints by not being one, which makes good meaningless for them.
func (u *uses) follow(v ssa.Value, good bool) {
	if u.seen[v] || len(u.seen) > 64 {
		return
	}
	u.seen[v] = true
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, r := range *refs {
		if _, ok := r.(*ssa.DebugRef); ok {
			continue
		}
		u.any = true
		switch r := r.(type) {
		case *ssa.If:
			fail := 1
			if !good {
				fail = 0
			}
			u.ifs = append(u.ifs, branch{r, fail})
		case *ssa.UnOp:
			if r.Op == token.NOT {
				u.follow(r, !good)
			} else {
				u.decides = true
			}
		case *ssa.BinOp:
			u.binOp(r, v, good)
		case *ssa.Phi:
			u.follow(r, good)
		case *ssa.MakeInterface:
			u.follow(r, good)
		case *ssa.ChangeInterface:
			u.follow(r, good)
		case *ssa.Convert:
			u.follow(r, good)
		case *ssa.Store:
			u.store(r, good)
		case ssa.CallInstruction:
			u.call(r, good)
		default:
			u.decides = true
		}
	}
}

func (u *uses) binOp(b *ssa.BinOp, v ssa.Value, good bool) {
	other := b.X
	if other == v {
		other = b.Y
	}
	k, ok := other.(*ssa.Const)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ {
		if b.Op == token.AND || b.Op == token.OR || b.Op == token.MUL || b.Op == token.ADD {
			u.follow(b, good)
			return
		}
		u.decides = true
		return
	}
	equalIsGood := true
	switch {
	case k.Value == nil: // err == nil
	case k.Value.Kind() == constant.Bool:
		equalIsGood = constant.BoolVal(k.Value) == good
	case k.Value.Kind() == constant.Int:
		n, _ := constant.Int64Val(k.Value)
		equalIsGood = n != 0
	}
	u.follow(b, equalIsGood == (b.Op == token.EQL))
}

// store follows a value through a local variable or a list of arguments.
func (u *uses) store(st *ssa.Store, good bool) {
	switch addr := st.Addr.(type) {
	case *ssa.Alloc:
		for _, r := range *addr.Referrers() {
			if load, ok := r.(*ssa.UnOp); ok && load.Op == token.MUL {
				u.follow(load, good)
			} else if _, ok := r.(*ssa.MakeClosure); ok {
				u.decides = true
			}
		}
		return
	case *ssa.IndexAddr:
		if arr, ok := addr.X.(*ssa.Alloc); ok {
			for _, r := range *arr.Referrers() {
				if sl, ok := r.(*ssa.Slice); ok {
					u.follow(sl, good)
				}
			}
			return
		}
	}
	u.decides = true
}

func (u *uses) call(call ssa.CallInstruction, good bool) {
	ref := ssaflow.CalleeOf(call)
	switch {
	case logCall(call):
		u.logged = true
	case ref.Name == "Error" && len(ssaflow.Args(call)) == 0, ref.Pkg == "fmt" && strings.HasPrefix(ref.Name, "Sprint"),
		ref.Pkg == "fmt" && ref.Name == "Errorf":
		if v := call.Value(); v != nil {
			u.follow(v, good)
		}
	case ref.Pkg == "strconv":
		u.logged = true
	default:
		u.decides = true
	}
}

// goesOn reports whether a branch on a verdict makes no difference to what
// comes after it: when the check fails something is logged or answered, and
// the function goes on. only says that nothing but logging happens.
func (c *checker) goesOn(br branch) (goes, only bool) {
	block := br.instr.Block()
	failed := c.region(block, block.Succs[br.fail])
	passed := c.region(block, block.Succs[1-br.fail])
	if failed.next || failed.answered && !failed.aborted && failed.ends && passed.ginNext {
		return true, false
	}
	if failed.ends || passed.ends || failed.unknown || passed.effects || failed.stores || passed.stores {
		return false, false
	}
	join := failed.exit
	if join == nil || passed.exit != join {
		return false, false
	}
	for _, instr := range join.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if differs(phi) {
			return false, false
		}
	}
	after := c.after(join)
	if failed.aborted && !after.beyondNext || !after.effects {
		return false, false
	}
	return true, !failed.answered
}

// differs reports whether a phi really chooses.
func differs(phi *ssa.Phi) bool {
	for _, e := range phi.Edges[1:] {
		if e != phi.Edges[0] {
			return true
		}
	}
	return false
}

// region is what happens in the blocks that only one branch leads to.
type region struct {
	ends     bool // returns or panics somewhere
	answered bool // writes to the response
	aborted  bool // stops gin's chain
	next     bool // calls the next handler
	ginNext  bool // calls c.Next
	unknown  bool // calls something that may end the flow
	effects  bool // calls anything but loggers and response writers
	stores   bool // remembers something
	exit     *ssa.BasicBlock
}

func (c *checker) region(from, start *ssa.BasicBlock) region {
	var r region
	if len(start.Preds) != 1 {
		r.exit = start
		return r
	}
	exits := make(map[*ssa.BasicBlock]bool)
	for _, b := range from.Parent().Blocks {
		if !start.Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			c.instr(&r, instr)
		}
		for _, s := range b.Succs {
			if !start.Dominates(s) {
				exits[s] = true
			}
		}
	}
	if len(exits) == 1 {
		for b := range exits {
			r.exit = b
		}
	}
	return r
}

func (c *checker) instr(r *region, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Return, *ssa.Panic:
		r.ends = true
	case *ssa.Store:
		switch addr := instr.Addr.(type) {
		case *ssa.IndexAddr:
			if _, ok := addr.X.(*ssa.Alloc); !ok {
				r.stores = true
			}
		case *ssa.FieldAddr:
			if _, ok := addr.X.(*ssa.Alloc); !ok {
				r.stores = true
			}
		case *ssa.Alloc:
			if addr.Heap {
				r.stores = true
			} else if len(*addr.Referrers()) > 1 && addr.Comment != "varargs" && addr.Comment != "complit" {
				r.stores = true
			}
		default:
			r.stores = true
		}
	case *ssa.Send:
		r.effects = true
	case ssa.CallInstruction:
		switch kind := c.callKind(instr); kind {
		case nextCall:
			r.next = true
			r.effects = true
			r.ginNext = r.ginNext || ssaflow.CalleeOf(instr).Name == "Next"
		case abortCall:
			r.aborted, r.answered = true, true
		case answerCall:
			r.answered = true
		case otherCall:
			r.unknown, r.effects = true, true
		}
	}
}

type callKind int

const (
	harmless callKind = iota
	answerCall
	abortCall
	nextCall
	otherCall
)

// callKind says what a call after a failed check amounts to.
func (c *checker) callKind(call ssa.CallInstruction) callKind {
	ref := ssaflow.CalleeOf(call)
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return harmless
	}
	if logCall(call) {
		return harmless
	}
	switch ref.Pkg {
	case "fmt", "strings", "strconv", "time", "errors", "encoding/hex", "encoding/base64":
		return harmless
	case "net/http":
		switch ref.Name {
		case "ServeHTTP":
			return nextCall
		case "Error", "WriteHeader", "Write", "Redirect", "NotFound", "Set", "Add", "Header", "StatusText", "Get", "Context":
			return answerCall
		}
	case "":
		if ref.Name == "Error" {
			return harmless
		}
		if handlerType(call.Common().Value.Type()) {
			return nextCall
		}
	}
	switch {
	case strings.HasPrefix(ref.Name, "Abort"):
		return abortCall
	case ref.Name == "Next" && requestType(receiverType(call)):
		return nextCall
	case symbols.HasRef(ref, symbols.ResponseSink), requestType(receiverType(call)):
		return answerCall
	case ref.Name == "Inc" || ref.Name == "Add" || ref.Name == "Observe" || ref.Name == "RecordError" || ref.Name == "SetStatus":
		return harmless
	}
	if call.Common().Signature().Results().Len() == 0 {
		for _, w := range naming.Words(ref.Name) {
			switch w {
			case "respond", "response", "reply", "answer", "render", "json", "write", "send":
				if handsWriter(call) {
					return answerCall
				}
			case "log", "logs", "logf", "warn", "metric", "metrics", "count":
				return harmless
			}
		}
	}
	return otherCall
}

func receiverType(call ssa.CallInstruction) types.Type {
	if r := ssaflow.Receiver(call); r != nil {
		return r.Type()
	}
	return nil
}

// handsWriter reports whether a call is handed a response writer or a
// framework's context.
func handsWriter(call ssa.CallInstruction) bool {
	for _, a := range call.Common().Args {
		ref := symbols.TypeRef(a.Type())
		if ref.Pkg == "net/http" && ref.Name == "ResponseWriter" || requestType(a.Type()) {
			return true
		}
	}
	return false
}

// handlerType reports whether a function value is an HTTP handler.
func handlerType(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() == 0 || sig.Params().Len() > 2 {
		return false
	}
	last := sig.Params().At(sig.Params().Len() - 1).Type()
	return requestType(last)
}

// rest is what happens after two branches have met.
type rest struct {
	effects    bool
	beyondNext bool // anything but the next handler
}

func (c *checker) after(start *ssa.BasicBlock) rest {
	var out rest
	seen := map[*ssa.BasicBlock]bool{start: true}
	queue := []*ssa.BasicBlock{start}
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return:
				for _, v := range instr.Results {
					if _, ok := v.(*ssa.Const); !ok {
						out.effects, out.beyondNext = true, true
					}
				}
				if len(instr.Results) > 0 {
					out.effects, out.beyondNext = true, true
				}
			case ssa.CallInstruction:
				switch c.callKind(instr) {
				case nextCall:
					out.effects = true
				case otherCall, answerCall:
					out.effects, out.beyondNext = true, true
				}
			}
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				queue = append(queue, s)
			}
		}
	}
	return out
}
