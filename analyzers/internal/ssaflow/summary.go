package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// summary says where the results of a function come from, and what it writes
// to what its parameters point to.
type summary struct {
	plain, taint []*Origin
	done         [2]bool
	running      [2]bool
	// derives says that taint is not the same as plain.
	derives bool
	// parts are the origins by the result or parameter that they are of.
	parts [2]map[Path][]*Origin
}

// maxSummary bounds the origins of one function's summary.
const maxSummary = 192

// summaryOf returns the origins of a callee's results (Out "#0…") and of what
// it writes through parameter k (Out "@k…").
func (p *Package) summaryOf(c *Callee, taint bool) []*Origin {
	if c.Fn == nil {
		if c.Fact == nil {
			return nil
		}
		return p.decoded(c.Fact, taint)
	}
	s := p.results[c.Fn]
	if s == nil {
		s = &summary{}
		p.results[c.Fn] = s
	}
	mode := 0
	if taint {
		mode = 1
		p.summaryOf(c, false)
		if s.done[0] && !s.derives {
			return s.plain
		}
	}
	if s.running[mode] {
		return nil // recursion adds nothing new
	}
	if !s.done[mode] {
		s.running[mode] = true
		list, derives := p.summarize(c.Fn, taint)
		s.running[mode] = false
		s.done[mode] = true
		if taint {
			s.taint = slices.Concat(list, others(s.plain))
		} else {
			s.plain, s.derives = list, derives
		}
	}
	if taint {
		return s.taint
	}
	return s.plain
}

// Results returns what is known about the results of a function of the module:
// where each part of them ("#0…") comes from. It is nil for other functions.
func (p *Package) Results(fn *types.Func) []*Origin {
	if p.SSA == nil || fn.Pkg() == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	c := &Callee{Fact: p.funcFact(fn.Pkg().Path(), symbols.Of(fn).Symbol())}
	if fn.Pkg() == p.Pass.Pkg {
		if c.Fn = p.SSA.Prog.FuncValue(fn); c.Fn == nil || c.Fn.Blocks == nil {
			return nil
		}
	}
	var out []*Origin
	for _, o := range p.summaryOf(c, false) {
		if strings.HasPrefix(string(o.Out), "#") {
			out = append(out, o)
		}
	}
	return out
}

// partOf returns what the summary of a callee says about one result or
// parameter, and maybe about others as well.
func (p *Package) partOf(c *Callee, taint bool, elem Path) []*Origin {
	list := p.summaryOf(c, taint)
	if len(list) < 8 {
		return list
	}
	s, mode := p.results[c.Fn], 0
	if c.Fn == nil {
		s = p.imported[c.Fact]
	}
	if taint && s.done[1] {
		mode = 1
	}
	if s.parts[mode] == nil {
		s.parts[mode] = make(map[Path][]*Origin)
		for _, o := range list {
			first, _ := o.Out.cut()
			s.parts[mode][first] = append(s.parts[mode][first], o)
		}
	}
	return s.parts[mode][elem]
}

// others are the origins that a summary with taint leaves out: those that no
// unknown function can derive anything from.
func others(plain []*Origin) []*Origin {
	var out []*Origin
	for _, o := range plain {
		if o.Kind != Param && o.Kind != Call {
			out = append(out, o)
		}
	}
	return out
}

// summarize computes the origins of everything a function returns or writes;
// with taint only parameters and calls. derives reports whether taint matters.
func (p *Package) summarize(fn *ssa.Function, taint bool) (list []*Origin, derives bool) {
	w := p.walker(fn, Query{Taint: taint})
	if taint {
		w.only = kindsOf(Param, Call)
	}
	rets := returns(fn)
	alternatives := make(map[int]int)
	for _, ret := range rets {
		for i, r := range ret.Results {
			if !failing(ret, r) {
				alternatives[i]++
			}
		}
	}
	for _, ret := range rets {
		for i, r := range ret.Results {
			w.terse = isError(r.Type())
			it := item{v: r, out: resultElem(i), at: ret, may: alternatives[i] > 1 || failing(ret, r), bits: shortBarrier(r, ret.Block(), nil)}
			if s := p.changedCopy(r); s != nil {
				// What is overwritten is not what the whole comes from.
				for f := range s.Fields() {
					elem := fieldElem(f.Name())
					part := it.with(r, elem)
					part.out = it.out.join(elem)
					w.walk(part)
				}
				continue
			}
			w.walk(it)
		}
	}
	w.terse = false
	for i, param := range fn.Params {
		if !isReference(param.Type()) {
			continue
		}
		defs := p.defsOf(param)
		for j := range defs {
			d := &defs[j]
			it := item{v: d.val, out: Path("@" + itoa(i)).join(d.path), at: d.instr, may: true}
			switch {
			case d.instr.Parent() != fn && d.call == nil && d.val == nil:
			case d.call != nil:
				w.filled(it, d, "")
			case d.val != nil:
				w.walk(it)
			}
		}
	}
	w.done()
	list = w.origins
	if maskBarrier(fn.Name()) != 0 && hasMaskConstant(fn) {
		for _, o := range list {
			o.Barrier |= Masked
		}
	}
	if len(list) < 2 {
		return list, w.derives
	}
	seen := make(map[uint64]struct{}, len(list))
	out := list[:0]
	for _, o := range list {
		k := o.hash()
		if _, ok := seen[k]; !ok && len(out) < maxSummary {
			seen[k] = struct{}{}
			out = append(out, o)
		}
	}
	return out, w.derives
}

// maxCopied is how many fields a struct may have to be looked at field by field.
const maxCopied = 32

// changedCopy returns the struct that v is, or points to, when v is made here as a
// copy of another value some of whose fields are overwritten.
func (p *Package) changedCopy(v ssa.Value) *types.Struct {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	obj, ok := v.(*ssa.Alloc)
	if !ok {
		return nil
	}
	s, ok := structOf(obj.Type())
	if !ok || s.NumFields() > maxCopied {
		return nil
	}
	whole, part := false, false
	for _, d := range p.defsOf(obj) {
		if !d.strong || d.val == nil {
			continue
		}
		if d.path == "" {
			whole = true
		} else {
			part = true
		}
	}
	if whole && part {
		return s
	}
	return nil
}

var hashSeed = maphash.MakeSeed()

// hash identifies origins that say the same.
func (o *Origin) hash() uint64 {
	var h maphash.Hash
	h.SetSeed(hashSeed)
	text := func(s string) {
		h.WriteString(s)
		h.WriteByte(0)
	}
	maphash.WriteComparable(&h, o.Kind)
	maphash.WriteComparable(&h, o.Index)
	maphash.WriteComparable(&h, o.Barrier)
	maphash.WriteComparable(&h, o.Fn)
	if o.Const != nil {
		text(o.Const.ExactString())
	}
	text(o.Name)
	text(o.Callee.Pkg)
	text(o.Callee.Recv)
	text(o.Callee.Name)
	text(string(o.Path))
	text(string(o.Out))
	for _, a := range o.ConstArgs {
		text(a)
	}
	for _, s := range o.Steps {
		switch s.Kind {
		case BranchStep:
		case StoreStep:
			text(s.Owner.Name) // an error's type tells what of it is shown
		default:
			text(s.Name)
		}
	}
	return h.Sum64()
}

// hasMaskConstant reports whether a function contains what masks are made of.
func hasMaskConstant(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				c, ok := (*op).(*ssa.Const)
				if !ok || c.Value == nil {
					continue
				}
				switch c.Value.Kind() {
				case constant.String:
					s := strings.ToLower(constant.StringVal(c.Value))
					if strings.ContainsAny(s, "*•█#") || strings.Contains(s, "xxx") || strings.Contains(s, "redact") ||
						strings.Contains(s, "mask") || strings.Contains(s, "hidden") || strings.Contains(s, "...") || strings.Contains(s, "…") || strings.Contains(s, "[filtered") {
						return true
					}
				case constant.Int:
					if n, ok := constant.Int64Val(c.Value); ok && !isString(c.Type()) && n == '*' {
						return true
					}
				}
			}
		}
	}
	return false
}

func itoa(i int) string { return strconv.Itoa(i) }

// returns are the return instructions of a function.
func returns(fn *ssa.Function) []*ssa.Return {
	var out []*ssa.Return
	for _, b := range fn.Blocks {
		if n := len(b.Instrs); n > 0 {
			if ret, ok := b.Instrs[n-1].(*ssa.Return); ok {
				out = append(out, ret)
			}
		}
	}
	return out
}

// failing reports whether result r of a return is only there because Go wants a
// value beside the error: nil or zero next to an error that is not nil.
func failing(ret *ssa.Return, r ssa.Value) bool {
	n := len(ret.Results)
	last := ret.Results[n-1]
	if n < 2 || last == r || !isError(last.Type()) {
		return false
	}
	if c, ok := last.(*ssa.Const); ok && c.Value == nil {
		return false
	}
	c, ok := r.(*ssa.Const)
	if !ok {
		return false
	}
	return c.Value == nil || c.Value.ExactString() == `""` || c.Value.ExactString() == "0" || c.Value.ExactString() == "false"
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
