package sensitivelog

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// hit is a sensitive value at a sink.
type hit struct {
	category string // value, struct or dump
	class    naming.Class
	// what is how the value is called in a message: "req.CardNumber".
	what string
	// how says what makes it safe, for evidence.
	how string
	// steps are what happened to it, sink first, up to where it is named.
	steps []*ssaflow.Step
	at    ssa.Instruction
}

// noun is the class and the name.
func (h *hit) noun() string {
	if h.class == naming.None {
		return h.what
	}
	if h.what == "" {
		return h.class.String()
	}
	return h.class.String() + " " + h.what
}

// result is what a scan finds.
type result struct {
	hits, masked []hit
}

// best is the hit to report: a value before a struct before a dump.
func (r *result) best() *hit {
	for _, cat := range []string{"value", "struct", "dump"} {
		for i := range r.hits {
			if r.hits[i].category == cat {
				return &r.hits[i]
			}
		}
	}
	return nil
}

// sinkContext is what the scan needs to know about the sink.
type sinkContext struct {
	render render
	// inner are the steps in the wrapper, sink first.
	inner []*ssaflow.Step
	// fields says that the keys of a map handed over are log keys.
	fields bool
	fn     *ssa.Function
	// holder says that a struct without anything sensitive in it is logged:
	// whatever is decoded into it leaves no more than its fields.
	holder bool
	// top is the type of what is handed to the sink.
	top types.Type
	// receiver is set when a method is judged: its receiver is sensitive itself.
	receiver bool
}

// candidate is a value on the way whose type is to be judged.
type candidate struct {
	v      *ssaflow.Visited
	t      types.Type
	render render
	kind   string // "dump type", "struct" or "method"
}

// scan follows a value back from a sink and returns what is sensitive in it.
func (c *checker) scan(v ssa.Value, path ssaflow.Path, at ssa.Instruction, sc sinkContext) result {
	var res result
	var cands []candidate
	var root types.Type
	sc.top = topType(v)
	origins := c.fl.Origins(v, ssaflow.Query{
		At: at, Path: path,
		Visit: func(x *ssaflow.Visited) bool {
			cand, more := c.visit(x, sc)
			if cand != nil {
				if cand.kind == "root" {
					if x.Out == "" {
						root = cand.t
					}
				} else {
					cands = append(cands, *cand)
				}
			}
			return more
		},
	})
	for _, cand := range cands {
		if root != nil && !shown(root, cand.v.Out, cand.render) {
			continue
		}
		c.judge(cand, sc, &res)
	}
	sc.holder = root != nil && !foreign(root)
	for _, o := range origins {
		if root != nil && !shown(root, o.Out, c.renderOf(o.Steps, sc)) {
			continue
		}
		if constantMap(o, origins) {
			continue
		}
		n := len(res.hits)
		if c.inError(o, sc) {
			continue
		}
		c.origin(o, sc, &res)
		if len(res.hits) > n && !c.live(o, v, path, at) {
			res.hits = res.hits[:n]
		}
	}
	return res
}

// constantMap reports whether an origin is an entry of a package's map that holds
// constant texts: labels, messages.
func constantMap(o *ssaflow.Origin, all []*ssaflow.Origin) bool {
	if o.Kind != ssaflow.Global {
		return false
	}
	if _, ok := o.Path.Last().Key(); !ok {
		return false
	}
	labels := false
	for _, other := range all {
		switch {
		case other == o:
		case other.Kind != ssaflow.Const:
			return false
		default:
			s, _ := other.StringConst()
			labels = labels || s != ""
		}
	}
	return labels
}

// live asks again for the very part of the value that a hit was found in: a key
// may have been deleted or overwritten since.
func (c *checker) live(o *ssaflow.Origin, v ssa.Value, path ssaflow.Path, at ssa.Instruction) bool {
	if o.Out == "" {
		return true
	}
	for _, again := range c.fl.Origins(v, ssaflow.Query{At: at, Path: path + o.Out}) {
		if again.Kind == o.Kind && again.Value == o.Value && again.Barrier&ssaflow.Safe == o.Barrier&ssaflow.Safe {
			return true
		}
	}
	return false
}

// visit decides whether a value's type settles what it is.
func (c *checker) visit(x *ssaflow.Visited, sc sinkContext) (cand *candidate, more bool) {
	switch x.Value.(type) {
	case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Const, *ssa.Function:
		return nil, true
	}
	t := x.Value.Type()
	if x.Path != "" {
		// Ranging over headers shows them all, unless the keys are looked at.
		if x.Path == "[][]" || x.Path == "[]" {
			if dumpType(t) == "headers" && x.Barrier&ssaflow.Safe == 0 {
				if keysFiltered(x.Value) {
					return nil, false
				}
				return &candidate{x, t, render{}, "dump"}, false
			}
		}
		return nil, true
	}
	if basic, ok := t.(*types.Basic); ok {
		return nil, basic.Info()&(types.IsBoolean|types.IsFloat) == 0 || basic.Kind() == types.UntypedNil
	}
	if !interesting(t) {
		return nil, true
	}
	r := c.renderOf(x.Steps(), sc)
	if r.kind == renderNothing {
		return nil, false
	}
	if isPointer(t) && r.formats() && !r.all && !foreign(t) && (strings.Contains(string(x.Out), ".") || isPointer(stripPointer(t)) && types.Identical(t, sc.top) || x.Out != "" && pointersIn(sc.top)) {
		return nil, false // fmt prints nested pointers as addresses
	}
	if m := c.method(t, r); m != nil && !foreign(t) && !converted(x.Steps()) {
		return &candidate{x, t, r, "method"}, false
	}
	if dumpType(t) != "" {
		return &candidate{x, t, r, "dump"}, false
	}
	if privateKey(t) {
		return &candidate{x, t, r, "key"}, false
	}
	if _, ok := structUnder(t); ok {
		if x.Barrier&ssaflow.Safe != 0 {
			return nil, true
		}
		if len(c.exposures(t, r, 0)) > 0 {
			return &candidate{x, t, r, "struct"}, false
		}
		return &candidate{x, t, r, "root"}, true
	}
	return nil, true
}

// privateKey reports the private keys of the crypto packages.
func privateKey(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return strings.HasPrefix(ref.Pkg, "crypto/") && strings.HasSuffix(ref.Name, "PrivateKey")
}

// topType is the type of a value before it is made an interface.
func topType(v ssa.Value) types.Type {
	switch x := v.(type) {
	case *ssa.MakeInterface:
		v = x.X
	case *ssa.ChangeInterface:
		v = x.X
	}
	return v.Type()
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// pointersIn reports whether t is a list or map of pointers.
func pointersIn(t types.Type) bool {
	e := elemOfType(t)
	return e != nil && isPointer(e)
}

// converted reports whether a value is converted to another type before it is
// made text of, so that its methods do not run.
func converted(steps []*ssaflow.Step) bool {
	for i := len(steps) - 1; i >= 0; i-- {
		switch steps[i].Kind {
		case ssaflow.ConvStep:
			return true
		case ssaflow.CallStep:
			return false
		}
	}
	return false
}

// interesting types are those that may say something by themselves: named types
// and what contains structs.
func interesting(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Named:
		return u.Obj().Pkg() != nil
	case *types.Pointer:
		return interesting(u.Elem())
	case *types.Slice:
		return interesting(u.Elem())
	case *types.Array:
		return interesting(u.Elem())
	case *types.Map:
		return interesting(u.Elem())
	case *types.Struct:
		return true
	}
	return false
}

// structUnder returns the struct in t, under pointers and containers.
func structUnder(t types.Type) (*types.Struct, bool) {
	for range 6 {
		switch u := t.Underlying().(type) {
		case *types.Struct:
			return u, true
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return nil, false
		}
	}
	return nil, false
}

// decodes reports whether a step is where data turns into a struct, which holds
// no more than its fields: what is behind does not matter.
func decodes(s *ssaflow.Step) bool {
	if s.Kind != ssaflow.CallStep || !fills(s.Callee) {
		return false
	}
	call, ok := s.Instr.(ssa.CallInstruction)
	if !ok {
		return true // in another package
	}
	for _, a := range ssaflow.Args(call) {
		if mi, ok := a.(*ssa.MakeInterface); ok {
			a = mi.X
		}
		if p, ok := a.Type().Underlying().(*types.Pointer); ok {
			if _, ok := structUnder(p.Elem()); ok {
				return true
			}
		}
	}
	return false
}

// fills reports decoders and binders.
func fills(ref symbols.Ref) bool {
	return strings.HasPrefix(ref.Name, "Unmarshal") || strings.HasPrefix(ref.Name, "Decode") || strings.HasPrefix(ref.Name, "Scan") ||
		symbols.HasRef(ref, symbols.InputBinder)
}

// toError reports whether the value goes through an error on its way to a log;
// such values are reported where the error is made.
func (c *checker) toError(steps []*ssaflow.Step, sc sinkContext) bool {
	found := false
	for _, s := range steps {
		if s.Kind == ssaflow.CallStep && symbols.HasRef(s.Callee, symbols.ErrorText) {
			found = true
			switch {
			case s.Instr != nil:
				sc.markError(c, s.Instr)
			case sc.render.kind != renderResponse && sc.render.kind != renderError:
				c.report.Raise("error-text", s.Position) // made in another package
			}
		}
	}
	for _, s := range sc.inner {
		if s.Kind == ssaflow.CallStep && symbols.HasRef(s.Callee, symbols.ErrorText) {
			found = true
		}
	}
	return found
}

func (sc sinkContext) markError(c *checker, instr ssa.Instruction) {
	if sc.render.kind == renderResponse {
		c.answered[instr] = true
		return
	}
	if sc.render.kind != renderError {
		c.logged[instr] = true
	}
}

// origin looks at one way that a value comes from.
func (c *checker) origin(o *ssaflow.Origin, sc sinkContext, res *result) {
	if o.Kind == ssaflow.Zero || o.Kind == ssaflow.Func || o.Kind == ssaflow.Op && o.Barrier&ssaflow.Safe == 0 || o.Kind == ssaflow.Const {
		return
	}
	if c.renderOf(o.Steps, sc).kind == renderNothing {
		return
	}
	m, i := c.named(o, sc)
	if m.Class == naming.None && i < 0 {
		if !c.callOrigin(o, sc, res) {
			c.receiverOrigin(o, sc, res)
		}
		return
	}
	if m.Class == naming.None {
		return
	}
	steps := o.Steps[:min(i+1, len(o.Steps))]
	h := hit{category: "value", class: m.Class, what: c.stepText(o, i), steps: steps, at: o.At}
	if o.Barrier&ssaflow.Safe != 0 && !(m.Class == naming.PIN && o.Barrier&ssaflow.Safe == ssaflow.Encrypted) {
		if how := masks(o.Barrier); how != "" {
			h.how = how
			res.masked = append(res.masked, h)
		}
		return
	}
	if c.toError(steps, sc) {
		return
	}
	res.hits = append(res.hits, h)
}

// masks says how a value was made safe, for evidence; lengths are none.
func masks(b ssaflow.Barrier) string {
	switch {
	case b&ssaflow.Masked != 0:
		return "masked"
	case b&ssaflow.Hashed != 0:
		return "hashed"
	case b&ssaflow.Encrypted != 0:
		return "encrypted"
	case b&ssaflow.Partial != 0 && b&ssaflow.Length == 0:
		return "cut to a few digits"
	}
	return ""
}

// receiverOrigin: in a method that formats its receiver, the receiver is the
// secret.
func (c *checker) receiverOrigin(o *ssaflow.Origin, sc sinkContext, res *result) {
	if sc.receiver && o.Kind == ssaflow.Param && o.Fn == sc.fn && o.Index == 0 && o.Path == "" && o.Barrier&ssaflow.Safe == 0 {
		if _, isStruct := structUnder(o.Fn.Params[0].Type()); !isStruct {
			res.hits = append(res.hits, hit{category: "value", class: naming.Custom, steps: o.Steps})
		}
	}
}

func constOf(v ssa.Value) []string {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if k, ok := v.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
		return []string{constant.StringVal(k.Value)}
	}
	return nil
}
