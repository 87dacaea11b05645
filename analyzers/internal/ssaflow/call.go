package ssaflow

import (
	"go/constant"
	"go/types"
	"net/textproto"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// call follows the result of a call.
func (w *walker) call(it item, c *ssa.Call) {
	common := c.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		w.builtin(it, c, b)
		return
	}
	want := it.path
	if common.Signature().Results().Len() == 1 {
		want = resultElem(0).join(it.path)
	}
	ref := CalleeOf(c)
	callees := w.p.calleesOf(c)
	unknown, silent := w.known(callees, want)
	if silent {
		return
	}
	s := &Step{Kind: CallStep, Name: ref.Name, Callee: ref, Arg: -1, Part: want, Instr: c, Value: c, Pos: c.Pos(), Type: c.Type()}
	if !w.step(&it, s) {
		return
	}
	for _, callee := range callees {
		if !callee.Known() {
			continue
		}
		next := it
		next.may = it.may || len(callees) > 1
		w.apply(next, c, callee, want)
	}
	if unknown {
		w.external(it, c, ref, want)
	}
}

// known reports whether the engine cannot look into one of several functions
// and, if it can, whether their summaries are silent about a part.
func (w *walker) known(callees []*Callee, want Path) (unknown, silent bool) {
	unknown, silent = len(callees) == 0, true
	for _, c := range callees {
		if !c.Known() {
			unknown = true
		} else if silent && w.says(c, want) {
			silent = false
		}
	}
	return unknown, silent && !unknown
}

// partOf returns what the summary of a callee says about one result or parameter.
func (w *walker) partOf(c *Callee, elem Path) []*Origin {
	list := w.p.partOf(c, w.q.Taint, elem)
	w.derives = w.derives || c.Fact != nil && c.Fact.Derives || c.Fn != nil && w.p.results[c.Fn].derives
	return list
}

// says reports whether a callee's summary tells anything about the part want of
// its results, or of what it writes.
func (w *walker) says(c *Callee, want Path) bool {
	first, _ := want.cut()
	return slices.ContainsFunc(w.partOf(c, first), func(o *Origin) bool {
		_, _, ok := match(o.Out, want)
		return ok
	})
}

// apply replaces a call by the summary of its callee: the origins of the part
// want of its results ("#0.field") or of what it writes ("@1.field").
func (w *walker) apply(it item, call ssa.CallInstruction, callee *Callee, want Path) {
	first, _ := want.cut()
	list := w.partOf(callee, first)
	// A part that is set on its own is not the zero value of the whole.
	looked, found := false, false
	part := func() bool {
		if !looked {
			looked, found = true, slices.ContainsFunc(list, func(o *Origin) bool {
				rest, _, ok := match(o.Out, want)
				return ok && rest == ""
			})
		}
		return found
	}
	for _, o := range list {
		if w.skips(o) && o.Kind != Param {
			continue
		}
		rest, sub, ok := match(o.Out, want)
		if !ok || rest != "" && (o.Kind == Const || o.Kind == Zero && part()) {
			continue
		}
		next := it
		next.bits |= o.Barrier
		next.may = it.may || o.May
		next.out = it.out.join(sub)
		next.at = call
		stopped := false
		for _, s := range o.Steps {
			if rest != "" && (s.Kind == NameStep || s.Kind == FieldStep || s.Kind == KeyStep) {
				continue // the name of the whole, of which a part is asked for
			}
			if !w.step(&next, s) {
				stopped = true
				break
			}
		}
		if stopped {
			continue
		}
		if o.Kind == Param && (o.Fn == nil || o.Fn == callee.Fn) {
			if args := params(call, callee); o.Index < len(args) && !partless(args[o.Index], o.Path) {
				w.walk(next.with(args[o.Index], o.Path.join(rest)))
			}
			continue
		}
		copied := *o
		copied.Steps = nil
		copied.Path = o.Path.join(rest)
		copied.At = call
		if copied.Value == nil {
			copied.Value = valueOf(call)
		}
		w.emit(next, copied)
	}
}

// partless reports whether an argument is a number or a text behind an
// interface and so has no part: the callee asks for it in another type's case.
func partless(arg ssa.Value, part Path) bool {
	mi, ok := arg.(*ssa.MakeInterface)
	if !ok || part == "" {
		return false
	}
	_, basic := mi.X.Type().Underlying().(*types.Basic)
	return basic
}

// external follows the result of a function the engine cannot look into.
func (w *walker) external(it item, c *ssa.Call, ref symbols.Ref, want Path) {
	first, rest := want.cut()
	w.derives = true
	if splits(ref) && (first == resultElem(0) || ref.Name == "Cut" && first == resultElem(1)) {
		if elem, below := rest.cut(); elem != "" && elem[0] == '[' {
			rest = below // a piece of the text
		}
		w.source(it, c, 0, rest, -1)
		return
	}
	if first != resultElem(0) && first != "" && !w.q.Taint {
		// Second results of pass-through functions are errors and flags.
		if _, ok := transferOf(ref); ok {
			w.emit(it, Origin{Kind: Call, Callee: ref, Site: c, Path: want})
			return
		}
	}
	if t, ok := transferOf(ref); ok && (len(t.pass) > 0 || len(t.fill) > 0) {
		w.transfer(it, c, t, rest)
		return
	}
	if bits := maskBarrier(ref.Name); bits != 0 && isString(c.Type()) {
		it.bits |= bits
		for _, a := range Args(c) {
			w.walk(item{v: a, out: it.out, at: c, steps: it.steps, bits: it.bits, may: it.may})
		}
		return
	}
	w.emit(it, Origin{Kind: Call, Callee: ref, Site: c, Path: want})
	if w.q.Taint {
		for _, a := range params(c, nil) {
			w.walk(item{v: a, out: it.out, at: c, steps: it.steps, bits: it.bits, may: it.may})
		}
	}
}

// valueOf is the result of a call; go and defer have none.
func valueOf(call ssa.CallInstruction) ssa.Value {
	if c := call.Value(); c != nil {
		return c
	}
	return nil
}

// transfer follows what a known function passes on.
func (w *walker) transfer(it item, c ssa.CallInstruction, t transfer, rest Path) {
	it.bits |= t.bits
	if t.concat && !w.step(&it, &Step{Kind: ConcatStep, Elem: -1, Instr: c, Value: valueOf(c), Pos: c.Pos()}) {
		return
	}
	it.at = c
	if t.lookup {
		args := Args(c)
		elem := keyArg(CalleeOf(c), args[len(args)-1])
		if key, ok := elem.Key(); ok && !w.step(&it, &Step{Kind: KeyStep, Name: key, Owner: CalleeOf(c), Type: c.Value().Type(), Instr: c, Value: c.Value(), Pos: c.Pos()}) {
			return
		}
		rest = elem.join(rest)
	}
	for _, i := range t.pass {
		w.source(it, c, i, rest, -1)
	}
}

// keyArg is the path element that a getter or setter selects by its argument;
// HTTP headers ignore case.
func keyArg(ref symbols.Ref, arg ssa.Value) Path {
	elem, _ := mapElem(arg)
	if key, ok := elem.Key(); ok && ref.Pkg == "net/http" {
		return keyElem(textproto.CanonicalMIMEHeaderKey(key))
	}
	return elem
}

// source follows argument i of a call; all: every argument but skip; -1: the
// receiver.
func (w *walker) source(it item, c ssa.CallInstruction, i int, rest Path, skip int) {
	args := Args(c)
	switch {
	case i == -1:
		if r := Receiver(c); r != nil {
			w.walk(it.with(r, rest))
		}
	case i == all:
		elems, ok := Variadic(c)
		n := len(args)
		if ok {
			n--
		}
		for k, a := range args[:max(n, 0)] {
			if k != skip {
				w.walk(it.with(a, ""))
			}
		}
		for j, a := range elems {
			if a != nil && !Unprinted(c, j) {
				w.walk(it.operand(c, j).with(a, ""))
			}
		}
	case i < len(args):
		w.walk(it.with(args[i], rest))
	}
}

// operand notes on the concatenation that it has just passed which variadic
// argument it continues at.
func (it item) operand(c ssa.CallInstruction, elem int) item {
	if l := it.steps; l != nil && l.step.Kind == ConcatStep && l.step.Instr == c {
		s := *l.step
		s.Elem = elem
		s.Tail = elem > 0 || !startsWithVerb(c)
		it.steps = &link{step: &s, next: l.next, n: l.n}
	}
	return it
}

// startsWithVerb reports whether the text that a call makes begins with its
// first variadic argument.
func startsWithVerb(c ssa.CallInstruction) bool {
	args := Args(c)
	if len(args) < 2 {
		return true
	}
	format, ok := args[len(args)-2].(*ssa.Const)
	return ok && format.Value != nil && format.Value.Kind() == constant.String && strings.HasPrefix(constant.StringVal(format.Value), "%")
}

// filled follows what call d writes to the part rest of its argument.
func (w *walker) filled(it item, d *def, rest Path) {
	if w.items++; w.items > w.max {
		w.capped = true
		return
	}
	param := d.arg
	common := d.call.Common()
	if common.IsInvoke() {
		param++
	}
	want := Path("@" + itoa(param)).join(rest)
	callees := w.p.calleesOf(d.call)
	unknown, silent := w.known(callees, want)
	if silent {
		return
	}
	ref := CalleeOf(d.call)
	var s *Step
	step := func(it *item) bool {
		if s == nil {
			s = &Step{Kind: CallStep, Name: ref.Name, Callee: ref, Arg: d.arg, Instr: d.call, Value: valueOf(d.call), Pos: d.call.Pos()}
		}
		return w.step(it, s)
	}
	for _, callee := range callees {
		if !callee.Known() || !w.says(callee, want) {
			continue
		}
		next := it
		if step(&next) {
			w.apply(next, d.call, callee, want)
		}
	}
	if !unknown {
		return
	}
	// Argument number without receiver; -1 is the receiver.
	arg := param
	if common.IsInvoke() || common.Signature().Recv() != nil {
		arg--
	}
	if t, ok := transferOf(ref); ok {
		for _, f := range t.fill {
			if f.dst != arg {
				continue
			}
			next := it
			next.at = d.call
			next.bits |= t.bits
			left := rest
			if f.key >= 0 {
				elem := keyArg(ref, Args(d.call)[f.key])
				var first Path
				if first, left = rest.cut(); first != "" && !elemMatch(elem, first) {
					continue
				}
				if key, ok := elem.Key(); ok && !w.step(&next, &Step{Kind: KeyStep, Name: key, Instr: d.call, Pos: d.call.Pos()}) {
					continue
				}
			}
			if step(&next) {
				w.source(next, d.call, f.src, left, f.dst)
			}
		}
		return
	}
	if arg == -1 || symbols.HasRef(ref, symbols.LogSink) {
		return
	}
	if symbols.HasRef(ref, symbols.InputBinder) || fillWords.MatchString(ref.Name) || isFlagVar(ref) {
		if step(&it) {
			w.derives = true
			w.emit(it, Origin{Kind: Call, Callee: ref, Site: d.call, Filled: true, Path: rest, Pos: d.call.Pos()})
		}
		if w.q.Taint {
			for i, a := range params(d.call, nil) {
				if i != param {
					w.walk(item{v: a, out: it.out, at: d.call, steps: it.steps, bits: it.bits, may: it.may})
				}
			}
		}
	}
}

func (w *walker) builtin(it item, c *ssa.Call, b *ssa.Builtin) {
	args := c.Call.Args
	it.at = c
	switch b.Name() {
	case "append":
		for i, a := range args {
			if i == 1 {
				if elems, ok := Elements(a); ok {
					for _, e := range elems {
						if e != nil {
							next := it.with(e, it.path)
							if first, rest := it.path.cut(); first != "" && first[0] == '[' {
								next.path = rest
							} else if it.path == "" {
								next.out = it.out.join(anyElem)
							}
							w.walk(next)
						}
					}
					continue
				}
			}
			w.walk(it.with(a, it.path))
		}
	case "len", "cap":
		it.bits |= Length
		w.walk(it.with(args[0], ""))
	case "min", "max":
		for _, a := range args {
			w.walk(it.with(a, it.path))
		}
	default:
		w.emit(it, Origin{Kind: Op})
	}
}

// constArgs returns the constant string arguments of a call.
func constArgs(c ssa.CallInstruction) []string {
	var out []string
	for _, a := range Args(c) {
		if k, ok := a.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
			out = append(out, constant.StringVal(k.Value))
		}
	}
	return out
}
