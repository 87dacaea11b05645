package retries

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Packages of retriers whose policies say how long they go on.
const (
	cenkalti  = "github.com/cenkalti/backoff"
	sethvargo = "github.com/sethvargo/go-retry"
)

// policy is what is seen of the policy that a retrier is given.
type policy struct {
	m *Model
	// endless: it goes on until something else stops it. limited: something does.
	endless, limited bool
	// hasty: it does not wait.
	hasty bool
	seen  map[ssa.Value]bool
}

// policyOf looks at the policy among the arguments of a retrier: what it is made
// of where that is seen, nothing otherwise.
func (m *Model) policyOf(x *run, ref symbols.Ref, args []ssa.Value) {
	if ref.Pkg != cenkalti && ref.Pkg != sethvargo {
		return
	}
	p := &policy{m: m, seen: make(map[ssa.Value]bool)}
	for _, a := range args {
		if isContext(a.Type()) {
			p.limited = p.limited || !isBackground(a)
			continue
		}
		p.look(a, 0)
	}
	if p.endless && !p.limited {
		x.Bounded = false
	}
	if p.hasty {
		x.Backoff = false
	}
}

func (p *policy) look(v ssa.Value, depth int) {
	v = ssavalue.Unwrap(v)
	if v == nil || p.seen[v] || depth > 6 {
		return
	}
	p.seen[v] = true
	switch x := v.(type) {
	case *ssa.Alloc:
		switch symbols.TypeRef(x.Type()) {
		case symbols.Ref{Pkg: cenkalti, Name: "ZeroBackOff"}:
			p.endless, p.hasty = true, true
		case symbols.Ref{Pkg: cenkalti, Name: "ConstantBackOff"}:
			p.endless = true
		}
	case *ssa.Extract:
		p.look(x.Tuple, depth+1)
	case *ssa.UnOp:
		if st := ssavalue.StoreBefore(x); st != nil {
			p.look(st.Val, depth+1)
		}
	case *ssa.Phi:
		for _, e := range x.Edges {
			p.look(e, depth+1)
		}
	case *ssa.Call:
		p.call(x, depth)
	}
}

func (p *policy) call(call *ssa.Call, depth int) {
	ref := ssaflow.CalleeOf(call)
	if ref.Pkg != cenkalti && ref.Pkg != sethvargo {
		// A function of the package that makes the policy.
		for _, c := range p.m.flow.Callees(call) {
			if c.Fn == nil {
				continue
			}
			each(c.Fn, func(instr ssa.Instruction) {
				if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > 0 {
					p.look(ret.Results[0], depth+1)
				}
			})
		}
		return
	}
	switch name := ref.Name; {
	case name == "NewConstantBackOff", name == "NewConstant", name == "NewFibonacci", name == "NewExponential",
		name == "Constant", name == "Fibonacci", name == "Exponential":
		p.endless = true
		p.hasty = p.hasty || zeroArg(call)
	case name == "NewExponentialBackOff":
		p.endless = p.endless || noElapsedTime(call)
	case name == "WithMaxElapsedTime" && zeroArg(call):
		p.endless = true
	case strings.HasPrefix(name, "WithMax"):
		p.limited = true
	}
	for _, a := range allArgs(call) {
		if isContext(a.Type()) {
			p.limited = p.limited || !isBackground(a)
			continue
		}
		if elems, ok := ssaflow.Elements(a); ok {
			for _, e := range elems {
				p.look(e, depth+1)
			}
			continue
		}
		p.look(a, depth+1)
	}
}

// zeroArg reports whether the first argument of a call is 0.
func zeroArg(call *ssa.Call) bool {
	args := ssaflow.Args(call)
	if len(args) == 0 {
		return false
	}
	c, ok := args[0].(*ssa.Const)
	return ok && c.Value != nil && isInt(c.Type()) && zero(c)
}

// noElapsedTime reports whether the limit of an exponential policy is taken off
// where it is made.
func noElapsedTime(call *ssa.Call) bool {
	if call.Referrers() == nil {
		return false
	}
	for _, r := range *call.Referrers() {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok || fieldName(fa) != "MaxElapsedTime" {
			continue
		}
		for _, rr := range *fa.Referrers() {
			if st, ok := rr.(*ssa.Store); ok && st.Addr == fa {
				if c, ok := st.Val.(*ssa.Const); ok && c.Value != nil && zero(c) {
					return true
				}
			}
		}
	}
	return false
}
