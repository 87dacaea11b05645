package ssaflow

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"go/constant"
	"go/token"
	"go/types"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// FlowFact is what importing packages need to know about a module package.
type FlowFact struct {
	// Funcs are the summaries by "Func" or "Type.Method".
	Funcs map[string]*FuncFact
	// Fields are the constants stored to the fields of module types, by
	// "pkgpath.Type.Field"; Globals those stored to package variables.
	Fields  map[string][]OriginFact
	Globals map[string][]OriginFact
	// FieldSinks are the fields whose value reaches a setting.
	FieldSinks map[string][]SinkFact
	// Values are the functions kept in fields ("pkgpath.Type.Field") and
	// package variables ("pkgpath.Name").
	Values map[string][]ValueFact
	// Types are the method sets of the package's types, for finding the
	// implementations of interfaces.
	Types []TypeMethods
}

// AFact marks FlowFact as a fact.
func (*FlowFact) AFact() {}

func (f *FlowFact) String() string { return "paylintflow" }

// FuncFact is the summary of one function.
type FuncFact struct {
	// Flows are the origins of results ("#0") and of what the function writes
	// through its parameters ("@1"). Taint is the same when unknown functions
	// are taken to derive their results from their arguments; only parameters,
	// and only if Derives says that it differs.
	Flows   []OriginFact
	Derives bool
	Taint   []OriginFact
	// Sinks are the parameters that reach a sink.
	Sinks []SinkFact
	// Switches are the settings that calling the function makes.
	Switches []SwitchFact
}

// TypeMethods is the method set of a type (with pointer receivers).
type TypeMethods struct {
	Name string
	// Methods are sorted by name.
	Methods []MethodFact
}

// MethodFact is one method of a type.
type MethodFact struct {
	Name, Signature string
	// Declared says which function it is: "Type.Method", or
	// "pkgpath\tType.Method" when it is promoted from another package's type.
	Declared string
}

func (t *TypeMethods) method(name string) *MethodFact {
	i, ok := slices.BinarySearchFunc(t.Methods, name, func(m MethodFact, name string) int { return strings.Compare(m.Name, name) })
	if !ok {
		return nil
	}
	return &t.Methods[i]
}

func (t *TypeMethods) implements(want map[string]string) bool {
	for name, sig := range want {
		if m := t.method(name); m == nil || m.Signature != sig {
			return false
		}
	}
	return len(want) > 0
}

// wireFact is FlowFact in the order of its keys: encoded facts must be the same
// in every run, which maps are not.
type wireFact struct {
	FuncNames   []string
	Funcs       []*FuncFact
	FieldNames  []string
	Fields      [][]OriginFact
	GlobalNames []string
	Globals     [][]OriginFact
	SinkNames   []string
	Sinks       [][]SinkFact
	ValueNames  []string
	Values      [][]ValueFact
	Types       []TypeMethods
}

// GobEncode implements [gob.GobEncoder].
func (f *FlowFact) GobEncode() ([]byte, error) {
	var w wireFact
	w.FuncNames, w.Funcs = sorted(f.Funcs)
	w.FieldNames, w.Fields = sorted(f.Fields)
	w.GlobalNames, w.Globals = sorted(f.Globals)
	w.SinkNames, w.Sinks = sorted(f.FieldSinks)
	w.ValueNames, w.Values = sorted(f.Values)
	w.Types = f.Types
	// Names and file names repeat in every step: compressed, facts are a
	// twentieth of the size, and every dependent package reads them.
	var b bytes.Buffer
	z := compressors.Get().(*flate.Writer)
	defer compressors.Put(z)
	z.Reset(&b)
	if err := gob.NewEncoder(z).Encode(&w); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

// Compressors and decompressors are far larger than most facts.
var (
	compressors = sync.Pool{New: func() any {
		z, err := flate.NewWriter(nil, flate.BestSpeed)
		if err != nil {
			panic(err) // the level is valid
		}
		return z
	}}
	decompressors = sync.Pool{New: func() any { return flate.NewReader(nil) }}
)

// GobDecode implements [gob.GobDecoder].
func (f *FlowFact) GobDecode(data []byte) error {
	z := decompressors.Get().(io.ReadCloser)
	defer decompressors.Put(z)
	if err := z.(flate.Resetter).Reset(bytes.NewReader(data), nil); err != nil {
		return err
	}
	var w wireFact
	if err := gob.NewDecoder(z).Decode(&w); err != nil {
		return err
	}
	f.Funcs = joined(w.FuncNames, w.Funcs)
	f.Fields = joined(w.FieldNames, w.Fields)
	f.Globals = joined(w.GlobalNames, w.Globals)
	f.FieldSinks = joined(w.SinkNames, w.Sinks)
	f.Values = joined(w.ValueNames, w.Values)
	f.Types = w.Types
	return nil
}

func sorted[V any](m map[string]V) (keys []string, values []V) {
	keys = slices.Sorted(maps.Keys(m))
	for _, k := range keys {
		values = append(values, m[k])
	}
	return keys, values
}

func joined[V any](keys []string, values []V) map[string]V {
	m := make(map[string]V, len(keys))
	for i, k := range keys {
		m[k] = values[i]
	}
	return m
}

// OriginFact is an [Origin] without references into its package.
type OriginFact struct {
	Kind      Kind
	Value     string // constant, exact
	ValueKind constant.Kind
	Index     int
	Name      string
	Callee    symbols.Ref
	ConstArgs []string
	Filled    bool
	Path, Out Path
	Steps     []*StepFact
	Barrier   Barrier
	May       bool
	Position  token.Position
}

// StepFact is a [Step] without references into its package.
type StepFact struct {
	Kind     StepKind
	Name     string
	Owner    symbols.Ref
	TypeName string
	Tag      string
	Callee   symbols.Ref
	Tail     bool
	Position token.Position
}

// SinkFact is a parameter or field that reaches a sink in another package.
type SinkFact struct {
	Role    symbols.Role
	Callee  symbols.Ref
	Arg     int
	Param   int
	Path    Path
	Barrier Barrier
	Negate  bool
	// Writer, when not 0, is one more than the parameter that has to be a log.
	Writer int
	Steps  []*StepFact
	// Trace are the places between the parameter and the sink, outermost first.
	Trace []*StepFact
}

func (p *Package) fact() *FlowFact {
	f := &FlowFact{
		Funcs:      make(map[string]*FuncFact),
		Fields:     make(map[string][]OriginFact),
		Globals:    make(map[string][]OriginFact),
		FieldSinks: make(map[string][]SinkFact),
	}
	for _, fn := range p.funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil {
			continue
		}
		ff := &FuncFact{Sinks: p.sinks.facts(fn), Switches: p.sinks.switchFacts(fn)}
		// Summaries of all functions are computed here, in a fixed order, so
		// that recursion is cut at the same place in every run.
		c := &Callee{Fn: fn}
		flows := p.summaryOf(c, false)
		if p.visible(obj) {
			ff.Flows = make([]OriginFact, len(flows))
			for i, o := range flows {
				ff.Flows[i] = p.originFact(o, fn, true)
			}
			if ff.Derives = p.results[fn].derives; !ff.Derives {
				flows = nil
			} else {
				flows = p.summaryOf(c, true)
			}
			for _, o := range flows {
				if o.Kind == Param && (o.Fn == nil || o.Fn == fn) || o.Kind == Call && symbols.HasRef(o.Callee, symbols.InputSource) {
					ff.Taint = append(ff.Taint, p.originFact(o, fn, false))
				}
			}
		}
		if len(ff.Flows)+len(ff.Taint)+len(ff.Sinks) > 0 || p.visible(obj) {
			f.Funcs[symbols.Of(obj).Symbol()] = ff
		}
	}
	p.constantStores(f)
	p.sinks.fieldFacts(f)
	p.funcValues(f)
	p.methodSets(f)
	p.stepFactOf, p.typeNames = nil, nil
	return f
}

// visible reports whether code outside the package can reach fn: by name or
// through an interface.
func (p *Package) visible(fn *types.Func) bool {
	return fn.Exported()
}

// constantStores collects the constants that fields and package variables hold.
func (p *Package) constantStores(f *FlowFact) {
	for ref, stores := range p.index.fieldStores { // order does not matter: keys are apart
		if ref.Recv == "" || len(stores) > 64 {
			continue
		}
		for _, st := range stores {
			for _, o := range p.shallowConst(st.Val) {
				of := OriginFact{Kind: Const, Position: p.position(p.StorePos(st))}
				of.setConst(o)
				f.Fields[fieldKey(ref)] = append(f.Fields[fieldKey(ref)], of)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.SSA.Members)) {
		g, ok := p.SSA.Members[name].(*ssa.Global)
		if !ok || !token.IsExported(g.Name()) {
			continue
		}
		if !isBasicOrRef(deref(g.Type())) {
			continue
		}
		for _, o := range p.origins(g, Query{}) {
			if o.Kind == Const && len(f.Globals[g.Name()]) < 32 {
				f.Globals[g.Name()] = append(f.Globals[g.Name()], p.originFact(o, nil, true))
			}
		}
	}
}

// isBasicOrRef reports whether t is a basic type or a table of such.
func isBasicOrRef(t types.Type) bool {
	if e := elemType(t); e != nil {
		t = e
	}
	_, basic := t.Underlying().(*types.Basic)
	return basic
}

// shallowConst returns the constants that a value is, without following calls.
func (p *Package) shallowConst(v ssa.Value) []constant.Value {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil {
			return []constant.Value{v.Value}
		}
	case *ssa.Phi:
		var out []constant.Value
		for _, e := range v.Edges {
			if c, ok := e.(*ssa.Const); ok && c.Value != nil {
				out = append(out, c.Value)
			}
		}
		return out
	}
	return nil
}

func (p *Package) methodSets(f *FlowFact) {
	scope := p.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 {
			continue
		}
		mset := types.NewMethodSet(types.NewPointer(named))
		if mset.Len() == 0 {
			continue
		}
		tm := TypeMethods{Name: name}
		for i := range mset.Len() {
			fn, ok := mset.At(i).Obj().(*types.Func)
			if !ok || !fn.Exported() {
				continue
			}
			m := MethodFact{Name: fn.Name(), Signature: symbols.SignatureText(fn.Signature()), Declared: symbols.Of(fn).Symbol()}
			if fn.Pkg() != p.Pass.Pkg && fn.Pkg() != nil {
				m.Declared = fn.Pkg().Path() + "\t" + m.Declared
			}
			tm.Methods = append(tm.Methods, m)
		}
		slices.SortFunc(tm.Methods, func(a, b MethodFact) int { return strings.Compare(a.Name, b.Name) })
		f.Types = append(f.Types, tm)
	}
}

func (p *Package) position(pos token.Pos) token.Position { return p.Pass.Fset.Position(pos) }

func (o *OriginFact) setConst(v constant.Value) {
	o.Value, o.ValueKind = v.ExactString(), v.Kind()
}

// originFact strips an origin of a summary of fn of references.
func (p *Package) originFact(o *Origin, fn *ssa.Function, steps bool) OriginFact {
	of := OriginFact{
		Kind: o.Kind, Index: o.Index, Name: o.Name, Callee: o.Callee, ConstArgs: o.ConstArgs, Filled: o.Filled,
		Path: o.Path, Out: o.Out, Barrier: o.Barrier, May: o.May, Position: o.Position,
	}
	if o.Pos.IsValid() {
		of.Position = p.position(o.Pos)
	}
	if o.Const != nil {
		of.setConst(o.Const)
	}
	if o.Kind == Param && o.Fn != nil && o.Fn != fn || o.Kind == Func {
		of.Kind = Unknown
	}
	if steps {
		of.Steps = p.stepFacts(o.Steps)
	}
	return of
}

// maxFactSteps bounds the steps kept for other packages.
const maxFactSteps = 8

// stepFacts keeps the steps that name something: of many the first and the last,
// which say most.
func (p *Package) stepFacts(steps []*Step) []*StepFact {
	var out []*StepFact
	for _, s := range steps {
		switch s.Kind {
		case NameStep, FieldStep, KeyStep, CallStep:
			if n := len(out); n == 0 || s.Kind != NameStep || out[n-1].Name != s.Name {
				out = append(out, p.stepFact(s))
			}
		}
	}
	if len(out) > maxFactSteps {
		out = append(out[:2:2], out[len(out)-maxFactSteps+2:]...)
	}
	return out
}

// stepFact strips a step of references; origins share steps, and so do facts.
func (p *Package) stepFact(s *Step) *StepFact {
	if sf := p.stepFactOf[s]; sf != nil {
		return sf
	}
	sf := &StepFact{Kind: s.Kind, Name: s.Name, Owner: s.Owner, TypeName: s.TypeName, Tag: s.Tag, Callee: s.Callee, Tail: s.Tail, Position: s.Position}
	if s.Pos.IsValid() {
		sf.Position = p.position(s.Pos)
	}
	if sf.TypeName == "" && s.Type != nil {
		name, ok := p.typeNames[s.Type]
		if !ok {
			name = types.TypeString(s.Type, nil)
			if p.typeNames == nil {
				p.typeNames = make(map[types.Type]string)
			}
			p.typeNames[s.Type] = name
		}
		sf.TypeName = name
	}
	if p.stepFactOf == nil {
		p.stepFactOf = make(map[*Step]*StepFact)
	}
	p.stepFactOf[s] = sf
	return sf
}

// stepsOf turns the steps of a fact back into steps, once for each.
func (p *Package) stepsOf(facts []*StepFact) []*Step {
	out := make([]*Step, len(facts))
	for i, sf := range facts {
		s := p.stepOf[sf]
		if s == nil {
			s = &Step{Kind: sf.Kind, Name: sf.Name, Owner: sf.Owner, TypeName: sf.TypeName, Tag: sf.Tag, Callee: sf.Callee, Tail: sf.Tail, Arg: -1, Position: sf.Position}
			if p.stepOf == nil {
				p.stepOf = make(map[*StepFact]*Step)
			}
			p.stepOf[sf] = s
		}
		out[i] = s
	}
	return out
}

func (p *Package) originOf(of *OriginFact) *Origin {
	o := &Origin{
		Kind: of.Kind, Index: of.Index, Name: of.Name, Callee: of.Callee, ConstArgs: of.ConstArgs, Filled: of.Filled,
		Path: of.Path, Out: of.Out, Barrier: of.Barrier, May: of.May, Position: of.Position, Steps: p.stepsOf(of.Steps),
	}
	if of.Kind == Const && of.Value != "" {
		o.Const = parseConst(of.Value, of.ValueKind)
	}
	return o
}

// parseConst reads what constant.Value.ExactString wrote.
func parseConst(s string, kind constant.Kind) constant.Value {
	switch kind {
	case constant.Bool:
		return constant.MakeBool(s == "true")
	case constant.String:
		return constant.MakeFromLiteral(s, token.STRING, 0)
	case constant.Int:
		return constant.MakeFromLiteral(s, token.INT, 0)
	case constant.Float:
		if v := constant.MakeFromLiteral(s, token.FLOAT, 0); v.Kind() != constant.Unknown {
			return v
		}
	}
	return constant.MakeUnknown()
}

// decoded returns the origins of another package's summary, made once. Facts
// are shared between packages that are analysed in parallel, so that nothing
// is kept in them.
func (p *Package) decoded(ff *FuncFact, taint bool) []*Origin {
	s := p.imported[ff]
	if s == nil {
		s = new(summary)
		if p.imported == nil {
			p.imported = make(map[*FuncFact]*summary)
		}
		p.imported[ff] = s
	}
	decode := func(list []OriginFact) []*Origin {
		out := make([]*Origin, len(list))
		for i := range list {
			out[i] = p.originOf(&list[i])
		}
		return out
	}
	if taint && ff.Derives {
		if !s.done[1] {
			s.taint, s.done[1] = decode(slices.Concat(ff.Taint, ff.nonParams())), true
		}
		return s.taint
	}
	if !s.done[0] {
		s.plain, s.done[0] = decode(ff.Flows), true
	}
	return s.plain
}

// nonParams are the plain flows that the taint flows leave out.
func (ff *FuncFact) nonParams() []OriginFact {
	var out []OriginFact
	for _, of := range ff.Flows {
		if of.Kind != Param && of.Kind != Call {
			out = append(out, of)
		}
	}
	return out
}
