package decide

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

// Uses says what becomes of an answer: a verdict, an error, a status.
type Uses struct {
	// Any says that it is used at all, Logged that it is a log argument,
	// Decides that it is returned, stored or handed on.
	Any, Logged, Decides bool
	// Ifs are the branches on it.
	Ifs []Branch
	// Compare says what a comparison means: whether true is the good case. Nil
	// means [Truth].
	Compare func(b *ssa.BinOp, good bool) (trueIsGood, ok bool)
	// Call, when not nil, is asked first what a call with the answer as an
	// argument does with it; arg counts the receiver.
	Call func(call ssa.CallInstruction, v ssa.Value) (decides, known bool)

	seen map[ssa.Value]bool
}

// Branch is an if on an answer.
type Branch struct {
	If *ssa.If
	// Fail is the index of the successor taken in the bad case.
	Fail int
}

// Nothing reports whether the answer makes no difference: it is not used, only
// logged, or all branches on it meet again. logged says that it is logged or
// that the branches do nothing but log.
func (u *Uses) Nothing() (nothing, logged bool) {
	switch {
	case u.Decides:
		return false, false
	case !u.Any:
		return true, false
	case len(u.Ifs) == 0:
		return u.Logged, u.Logged
	}
	on, logs := true, true
	for _, br := range u.Ifs {
		goes, only := GoesOn(br)
		on, logs = on && goes, logs && only
	}
	return on, on && logs
}

// Follow follows a value that says yes (good) or no; errors say no by not
// being nil and ints by not being one, which makes good meaningless for them.
func (u *Uses) Follow(v ssa.Value, good bool) {
	if u.seen == nil {
		u.seen = make(map[ssa.Value]bool)
	}
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
		u.Any = true
		switch r := r.(type) {
		case *ssa.If:
			fail := 1
			if !good {
				fail = 0
			}
			u.Ifs = append(u.Ifs, Branch{r, fail})
		case *ssa.UnOp:
			if r.Op == token.NOT {
				u.Follow(r, !good)
			} else {
				u.Decides = true
			}
		case *ssa.BinOp:
			u.binOp(r, v, good)
		case *ssa.Phi:
			u.Follow(r, good)
		case *ssa.MakeInterface:
			u.Follow(r, good)
		case *ssa.ChangeInterface:
			u.Follow(r, good)
		case *ssa.Convert:
			u.Follow(r, good)
		case *ssa.Store:
			u.store(r, good)
		case ssa.CallInstruction:
			u.call(r, v, good)
		default:
			u.Decides = true
		}
	}
}

func (u *Uses) binOp(b *ssa.BinOp, v ssa.Value, good bool) {
	switch b.Op {
	case token.AND, token.OR, token.MUL, token.ADD, token.QUO:
		u.Follow(b, good)
		return
	}
	compare := u.Compare
	if compare == nil {
		compare = Truth
	}
	trueIsGood, ok := compare(b, good)
	if !ok {
		u.Decides = true
		return
	}
	u.Follow(b, trueIsGood)
}

// Truth reads comparisons of verdicts: errors with nil, bools with bools, the
// int of a constant-time comparison with 0 or 1.
func Truth(b *ssa.BinOp, good bool) (trueIsGood, ok bool) {
	k, isConst := b.Y.(*ssa.Const)
	if !isConst {
		k, isConst = b.X.(*ssa.Const)
	}
	if !isConst || b.Op != token.EQL && b.Op != token.NEQ {
		return false, false
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
	return equalIsGood == (b.Op == token.EQL), true
}

// store follows a value through a local variable or a list of arguments.
func (u *Uses) store(st *ssa.Store, good bool) {
	switch addr := st.Addr.(type) {
	case *ssa.Alloc:
		for _, r := range *addr.Referrers() {
			if load, ok := r.(*ssa.UnOp); ok && load.Op == token.MUL {
				u.Follow(load, good)
			} else if _, ok := r.(*ssa.MakeClosure); ok {
				u.Decides = true
			}
		}
		return
	case *ssa.IndexAddr:
		if arr, ok := addr.X.(*ssa.Alloc); ok {
			for _, r := range *arr.Referrers() {
				if sl, ok := r.(*ssa.Slice); ok {
					u.Follow(sl, good)
				}
			}
			return
		}
	}
	u.Decides = true
}

func (u *Uses) call(call ssa.CallInstruction, v ssa.Value, good bool) {
	if u.Call != nil {
		if decides, known := u.Call(call, v); known {
			u.Decides = u.Decides || decides
			return
		}
	}
	ref := ssaflow.CalleeOf(call)
	switch {
	case LogCall(call):
		u.Logged = true
	case ref.Name == "Error" && len(ssaflow.Args(call)) == 0, ref.Pkg == "fmt" && strings.HasPrefix(ref.Name, "Sprint"),
		ref.Pkg == "fmt" && ref.Name == "Errorf":
		if res := call.Value(); res != nil {
			u.Follow(res, good)
		}
	case ref.Pkg == "strconv":
		u.Logged = true
	default:
		u.Decides = true
	}
}

// GoesOn reports whether a branch on a verdict makes no difference to what
// comes after it: when the check fails something is logged or answered, and
// the function goes on. only says that nothing but logging happens.
func GoesOn(br Branch) (goes, only bool) {
	block := br.If.Block()
	failed := regionOf(block, block.Succs[br.Fail])
	passed := regionOf(block, block.Succs[1-br.Fail])
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
		if differs(phi, block) {
			return false, false
		}
	}
	after := afterwards(join)
	if failed.aborted && !after.beyondNext || !after.effects {
		return false, false
	}
	return true, !failed.answered
}

// differs reports whether a phi really chooses between what the branch in a
// block leads to: at the head of a loop the first round says nothing.
func differs(phi *ssa.Phi, branch *ssa.BasicBlock) bool {
	var first ssa.Value
	for i, e := range phi.Edges {
		if p := phi.Block().Preds[i]; p != branch && !branch.Dominates(p) {
			continue
		}
		if first != nil && e != first {
			return true
		}
		first = e
	}
	return false
}

// region is what happens in the blocks that only one branch leads to.
type region struct {
	ends     bool // returns or panics somewhere
	answered bool // writes to the response
	aborted  bool // stops gin's chain
	next     bool // calls the next handler
	ginNext  bool // calls c.Next, which runs in any case
	unknown  bool // calls something that may end the flow
	effects  bool // calls anything but loggers and response writers
	stores   bool // remembers something
	exit     *ssa.BasicBlock
}

func regionOf(from, start *ssa.BasicBlock) region {
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
			r.add(instr)
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

func (r *region) add(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Return, *ssa.Panic:
		r.ends = true
	case *ssa.Store:
		r.stores = r.stores || !temporary(instr)
	case *ssa.Send:
		r.effects = true
	case ssa.CallInstruction:
		switch kind := kindOf(instr); kind {
		case nextCall:
			r.next = true
			r.effects = true
			r.ginNext = r.ginNext || runsOn(ssaflow.CalleeOf(instr))
		case abortCall:
			r.aborted, r.answered = true, true
		case answerCall:
			r.answered = true
		case otherCall:
			r.unknown, r.effects = true, true
		}
	}
}

// runsOn reports whether the next handler of a framework runs though nobody
// calls Next, unless the chain is aborted; in fiber it does not.
func runsOn(ref symbols.Ref) bool {
	return ref.Name == "Next" && (ref.Pkg == "github.com/gin-gonic/gin" || strings.HasPrefix(ref.Pkg, "github.com/cloudwego/hertz"))
}

// temporary reports whether a store only fills in a value that is made in the
// same block: a list of arguments, a literal.
func temporary(st *ssa.Store) bool {
	addr := st.Addr
	switch a := addr.(type) {
	case *ssa.IndexAddr:
		addr = a.X
	case *ssa.FieldAddr:
		addr = a.X
	}
	alloc, ok := addr.(*ssa.Alloc)
	return ok && alloc.Block() == st.Block()
}

// remembers reports whether a store is to a field of something that the
// function was handed.
func remembers(st *ssa.Store) bool {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	_, param := fa.X.(*ssa.Parameter)
	return param
}

type callKind int

const (
	harmless callKind = iota
	answerCall
	abortCall
	nextCall
	otherCall
)

// kindOf says what a call after a failed check amounts to.
func kindOf(call ssa.CallInstruction) callKind {
	ref := ssaflow.CalleeOf(call)
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return harmless
	}
	if LogCall(call) {
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
	case ref.Name == "Next" && RequestType(receiverType(call)):
		return nextCall
	case symbols.HasRef(ref, symbols.ResponseSink), RequestType(receiverType(call)):
		return answerCall
	case ref.Name == "Inc" || ref.Name == "Add" || ref.Name == "Observe" || ref.Name == "RecordError" || ref.Name == "SetStatus":
		return harmless
	}
	if strings.HasPrefix(ref.Pkg, "github.com/prometheus/") || getter(call) {
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

// getter reports whether a call only asks something for its name or number.
func getter(call ssa.CallInstruction) bool {
	res := call.Common().Signature().Results()
	if res.Len() != 1 || len(ssaflow.Args(call)) > 0 || ssaflow.Receiver(call) == nil {
		return false
	}
	b, ok := res.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsString|types.IsNumeric) != 0
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
		if ref.Pkg == "net/http" && ref.Name == "ResponseWriter" || RequestType(a.Type()) {
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
	return RequestType(last)
}

// rest is what happens after two branches have met.
type rest struct {
	effects    bool
	beyondNext bool // anything but the next handler
}

func afterwards(start *ssa.BasicBlock) rest {
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
			case *ssa.Store:
				if remembers(instr) {
					out.effects, out.beyondNext = true, true
				}
			case ssa.CallInstruction:
				switch kindOf(instr) {
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
