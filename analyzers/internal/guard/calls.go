package guard

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// refOf returns the function, method or interface method that a call names,
// zero for calls of function values.
func refOf(common *ssa.CallCommon) symbols.Ref {
	if common.IsInvoke() {
		ref := symbols.Of(common.Method)
		// An interface of a framework may be embedded: go by the static type.
		if r := symbols.TypeRef(common.Value.Type()); r.Name != "" && !symbols.KnownPackage(ref.Pkg) {
			return symbols.Ref{Pkg: r.Pkg, Recv: r.Name, Name: common.Method.Name()}
		}
		return ref
	}
	if fn := common.StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return symbols.Of(obj)
		}
		if o := fn.Origin(); o != nil {
			if obj, ok := o.Object().(*types.Func); ok {
				return symbols.Of(obj)
			}
		}
	}
	return symbols.Ref{}
}

// fullArgs are the values passed in the order of the callee's parameters,
// receiver first.
func fullArgs(common *ssa.CallCommon) []ssa.Value {
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}

// callees returns what a call may run as far as it is known, and whether the
// call is one whose implementations cannot be seen though it is the module's.
func (f *Func) callees(call ssa.CallInstruction) (out []Callee, opaque bool) {
	common := call.Common()
	args := f.argLabels(common)
	if common.IsInvoke() {
		if !f.pkg.InModule(common.Method.Pkg()) {
			return nil, false
		}
		for _, s := range f.implementations(call) {
			out = append(out, Callee{Summary: s, Args: args})
		}
		return out, len(out) == 0
	}
	fn, bindings := calledFunc(common.Value)
	if fn == nil {
		return f.callbacks(common, args), false
	}
	for _, b := range bindings {
		args = append(args, f.labelsOf(b))
	}
	if s := f.pkg.summaryOf(fn); s != nil {
		out = append(out, Callee{Summary: s, Args: args})
	}
	return append(out, f.callbacks(common, args)...), false
}

// calledFunc resolves a called value to a function and what it captures.
func calledFunc(v ssa.Value) (*ssa.Function, []ssa.Value) {
	switch v := v.(type) {
	case *ssa.Function:
		return v, nil
	case *ssa.MakeClosure:
		fn, _ := v.Fn.(*ssa.Function)
		return fn, v.Bindings
	}
	return nil, nil
}

// callbacks are function literals handed to other modules' functions, such as
// a transaction's body: they are taken to run during the call.
func (f *Func) callbacks(common *ssa.CallCommon, args []Labels) []Callee {
	var out []Callee
	var union Labels
	for _, a := range args {
		union |= a
	}
	for _, a := range common.Args {
		if ct, ok := a.(*ssa.ChangeType); ok {
			a = ct.X
		}
		mc, ok := a.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn, ok := mc.Fn.(*ssa.Function)
		if !ok || strings.HasPrefix(fn.Synthetic, "bound") || isHandlerSig(fn.Signature) {
			continue
		}
		s := f.pkg.summaryOf(fn)
		if s == nil {
			continue
		}
		var in []Labels
		vals := make([]ssa.Value, len(fn.Params))
		for range fn.Params {
			in = append(in, union&^AnyParam&Fetched)
		}
		for _, b := range mc.Bindings {
			in = append(in, f.labelsOf(b))
			vals = append(vals, b)
		}
		out = append(out, Callee{Summary: s, Args: in, Vals: vals})
	}
	return out
}

func pkgOf(fn *ssa.Function) *types.Package {
	if o := fn.Object(); o != nil {
		return o.Pkg()
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg
	}
	return nil
}

func (f *Func) argLabels(common *ssa.CallCommon) []Labels {
	args := fullArgs(common)
	out := make([]Labels, len(args))
	for i, a := range args {
		out[i] = f.labelsOf(a)
	}
	return out
}

// implementations finds the methods an interface call may run. The analysis of
// a function asks again in every pass, and gets the same answer: summaries that
// are not finished then are those of its callers.
func (f *Func) implementations(call ssa.CallInstruction) []*Summary {
	if list, ok := f.invoked[call]; ok {
		return list
	}
	list := f.pkg.implementations(call.Common())
	if f.invoked != nil {
		f.invoked[call] = list
	}
	return list
}

// implementations finds the methods an interface call may run.
func (p *Package) implementations(common *ssa.CallCommon) []*Summary {
	sig := common.Method.Type().(*types.Signature)
	key := methodKey(common.Method.Name(), sig)
	iface, _ := common.Value.Type().Underlying().(*types.Interface)
	var out []*Summary
	for _, fn := range p.local[key] {
		recv := fn.Signature.Recv().Type()
		if iface != nil && !types.Implements(recv, iface) {
			if _, isPtr := recv.(*types.Pointer); isPtr || !types.Implements(types.NewPointer(recv), iface) {
				continue
			}
		}
		if s := p.summaryOf(fn); s != nil {
			out = append(out, s)
		}
	}
	out = append(out, p.importedMethods(key)...)
	real := out[:0:0]
	for _, s := range out {
		if !s.Mock {
			real = append(real, s)
		}
	}
	return real
}

// transferCall applies a call to the labels.
func (f *Func) transferCall(call ssa.CallInstruction) bool {
	common := call.Common()
	v, _ := call.(*ssa.Call)
	args := f.argLabels(common)
	ref := refOf(common)
	if b, ok := common.Value.(*ssa.Builtin); ok && !common.IsInvoke() {
		return f.builtin(b, common, v, args)
	}
	callees, opaque := f.callees(call)
	changed := false
	results := 0
	if v != nil {
		results = common.Signature().Results().Len()
	}
	out := make([]Labels, results)
	vals := fullArgs(common)
	switch {
	case len(callees) > 0:
		for _, c := range callees {
			for i := range out {
				if i < len(c.Results) {
					out[i] |= c.Results[i].in(c.Args)
				}
			}
			for _, st := range c.Out {
				if st.Param >= len(vals) {
					continue
				}
				t := f.target(vals[st.Param])
				if t.field < 0 {
					t.field = st.Field
				}
				changed = f.write(t, st.Labels.in(c.Args)) || changed
				if t.field < 0 {
					f.fillWhole(t.root, st.Bound.in(c.Args))
				}
			}
			if v != nil {
				changed = f.resultFields(v, results, c) || changed
				for i, l := range c.Bound {
					f.bindResult(v, i, results, l.in(c.Args))
				}
			}
		}
	case opaque:
		l := f.opaqueResult(common, args)
		for i := range out {
			out[i] = l
		}
	default:
		changed = f.transferDependency(common, ref, args, out)
	}
	if v == nil {
		return changed
	}
	for i, l := range out {
		if isErrorType(common.Signature().Results().At(i).Type()) {
			l &^= Secret | Config
		}
		changed = f.setResult(v, i, results, l) || changed
	}
	return changed
}

// resultFields labels the fields of what a callee has made.
func (f *Func) resultFields(v *ssa.Call, n int, c Callee) bool {
	changed := false
	for _, rf := range c.Fields {
		l := rf.Labels.in(c.Args)
		if l == 0 {
			continue
		}
		if n == 1 {
			changed = f.write(cell{v, rf.Field}, l) || changed
			continue
		}
		for _, r := range *v.Referrers() {
			if e, ok := r.(*ssa.Extract); ok && e.Index == rf.Result {
				changed = f.write(cell{e, rf.Field}, l) || changed
			}
		}
	}
	return changed
}

// target is the location that a callee writes through an argument.
func (f *Func) target(v ssa.Value) cell {
	if ct, ok := v.(*ssa.MakeInterface); ok {
		v = ct.X
	}
	return f.root(v)
}

// bindResult notes that a call's result was filled as a whole.
func (f *Func) bindResult(v *ssa.Call, i, n int, l Labels) {
	if l == 0 {
		return
	}
	if n == 1 {
		f.fillWhole(v, l)
		return
	}
	if f.resultBound[v] == nil {
		f.resultBound[v] = make(map[int]Labels)
	}
	f.resultBound[v][i] |= l
}

func (f *Func) setResult(v *ssa.Call, i, n int, l Labels) bool {
	if n == 1 {
		return f.set(v, l)
	}
	return f.setCell(cell{v, i}, l)
}

// resultLabels are the labels of one result of a call.
func (f *Func) resultLabels(v *ssa.Call, i int) Labels { return f.cells[cell{v, i}] }

func (f *Func) builtin(b *ssa.Builtin, common *ssa.CallCommon, v *ssa.Call, args []Labels) bool {
	var l Labels
	for _, a := range args {
		l |= a
	}
	switch b.Name() {
	case "copy":
		return f.write(f.root(common.Args[0]), args[1])
	case "len", "cap":
		l &^= MAC | Digest
	}
	if v == nil {
		return false
	}
	return f.set(v, l)
}

// isDBPkg reports whether a package stores data.
func isDBPkg(pkg string) bool {
	return symbols.PackageHas(pkg, symbols.StateWrite) && pkg != "" || pkg == "database/sql"
}

// opaqueResult labels the result of a module interface's method that cannot be
// seen: a record for methods that look something up, the provider's answer for
// those of a provider's client, else whatever went in.
func (f *Func) opaqueResult(common *ssa.CallCommon, args []Labels) Labels {
	var l Labels
	for _, a := range args[1:] {
		l |= a
	}
	l &^= Secret | Config
	name := common.Method.Name()
	owner := symbols.TypeRef(common.Value.Type()).Name
	if remoteWord(owner) && !strings.HasPrefix(name, "Verify") && !strings.HasPrefix(name, "Validate") && !strings.HasPrefix(name, "Parse") {
		return Fetched | keyed(l)&^(Keyed|keyedMask)
	}
	if asksRemote(name) {
		return Fetched | keyed(l)&^(Keyed|keyedMask)
	}
	if readsOnly(name) {
		return keyed(l)
	}
	return l
}

// asksRemote reports whether the name of a method that cannot be seen is one
// for asking another server: nobody fetches or inquires their own records.
func asksRemote(name string) bool {
	w := naming.Words(name)
	if len(w) == 0 {
		return false
	}
	switch w[0] {
	case "fetch", "refetch", "inquire", "inquiry", "retrieve":
		return true
	}
	return false
}

var remoteWords = wordSet(`gateway provider client psp sdk stripe paypal adyen mollie midtrans razorpay xendit square api remote acquirer processor`)

// remoteWord reports whether a type stands for somebody else's server.
func remoteWord(name string) bool {
	for _, w := range naming.Words(name) {
		if remoteWords[w] {
			return true
		}
	}
	return false
}

// readWords start the names of methods that read, check or report only.
var readWords = wordSet(`get find list load lookup fetch read parse decode validate verify check log is has count exists query
	select search show render format string marshal unmarshal encode info debug warn error errorf infof debugf warnf print printf
	trace inquire inquiry status ping poll with new build map convert to from can should must extract resolve authenticate authorize locate retrieve by need needs
	compute calculate hash sign observe begin start end close lock unlock rollback commit context db tx translate json response respond write ctx`)

// readsOnly reports whether a method's name says that it changes nothing
// (SPEC 3.3).
func readsOnly(name string) bool {
	w := naming.Words(name)
	return len(w) == 0 || readWords[w[0]]
}

func isErrorType(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() == nil && n.Obj().Name() == "error"
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func constText(c *ssa.Const) string {
	if c.Value == nil {
		return ""
	}
	return strings.Trim(c.Value.ExactString(), `"`)
}

var _ = token.NoPos
