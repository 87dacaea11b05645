package guard

import (
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"go/types"
	"reflect"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer computes guards, effects and their summaries for a package of the
// module. It has no options.
var Analyzer = &analysis.Analyzer{
	Name:       "paylintguard",
	Doc:        "compute what is checked before what happens, for paylint's checks",
	Run:        run,
	Requires:   []*analysis.Analyzer{ssaflow.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
	FactTypes:  []analysis.Fact{(*GuardFact)(nil)},
}

// Package is what is known about one package.
type Package struct {
	Pass *analysis.Pass

	mu sync.Mutex // guards what is computed on demand

	funcs    []*Func
	byFn     map[*ssa.Function]*Func
	facts    []*GuardFact               // of all imported packages
	byPath   map[string]*GuardFact      // the same by import path
	imported map[*ssa.Function]*Summary // functions that were asked for
	methods  map[string][]*Summary      // methods that were asked for, by name and signature
	module   string                     // path of the main module, or ""
	local    map[string][]*ssa.Function
	called   map[*ssa.Function]bool
	routed   map[ssa.Instruction]*Func
	routers  map[*ssa.Function][]*Func
	Flow     *ssaflow.Package
}

func run(pass *analysis.Pass) (any, error) {
	p := &Package{
		Pass:     pass,
		byFn:     make(map[*ssa.Function]*Func),
		byPath:   make(map[string]*GuardFact),
		imported: make(map[*ssa.Function]*Summary),
		methods:  make(map[string][]*Summary),
		local:    make(map[string][]*ssa.Function),
		Flow:     pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
	}
	if !ssaflow.IsTarget(pass) {
		return p, nil
	}
	if pass.Module != nil {
		p.module = pass.Module.Path
	}
	for _, f := range pass.AllPackageFacts() {
		fact, ok := f.Fact.(*GuardFact)
		if !ok {
			continue
		}
		p.facts = append(p.facts, fact)
		p.byPath[f.Package.Path()] = fact
	}
	fns := p.Flow.Funcs()
	for _, fn := range fns {
		if fn.Signature.Recv() != nil && fn.Parent() == nil {
			k := methodKey(fn.Name(), fn.Signature)
			p.local[k] = append(p.local[k], fn)
		}
	}
	// A function is analysed when somebody asks for it or its turn comes; a
	// callee is then asked for before its caller is done, so that summaries
	// come bottom-up. Recursion ends at a function that is being analysed.
	for _, fn := range fns {
		p.funcs = append(p.funcs, p.fn(fn))
	}
	pass.ExportPackageFact(p.fact())
	return p, nil
}

// Funcs returns the functions of the package in order of position, closures
// and the initializer included.
func (p *Package) Funcs() []*Func { return p.funcs }

// Func returns what is known about a function of this package, nil for others.
func (p *Package) Func(fn *ssa.Function) *Func {
	if fn == nil || fn.Blocks == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.byFn[fn]
}

// fn analyses a function of this package once.
func (p *Package) fn(fn *ssa.Function) *Func {
	if f := p.byFn[fn]; f != nil {
		return f
	}
	f := newFunc(p, fn)
	p.byFn[fn] = f // its summary stays empty while it is being computed
	f.analyse()
	return f
}

// summaryOf returns the summary of a function, nil when nothing is known.
func (p *Package) summaryOf(fn *ssa.Function) *Summary {
	if fn == nil {
		return nil
	}
	if fn.Synthetic != "" && fn.Blocks != nil && fn.Pkg == nil || strings.HasPrefix(fn.Synthetic, "bound") || strings.HasPrefix(fn.Synthetic, "wrapper") {
		if obj, ok := fn.Object().(*types.Func); ok {
			if real := fn.Prog.FuncValue(obj); real != nil && real != fn {
				return p.summaryOf(real)
			}
		}
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Blocks != nil && p.Flow.SSA != nil && fn.Package() == p.Flow.SSA {
		if len(fn.Blocks) > maxBlocks {
			return nil
		}
		f := p.fn(fn)
		if !f.done {
			return nil
		}
		return &f.Summary
	}
	obj := fn.Object()
	if obj == nil || obj.Pkg() == nil {
		return nil
	}
	fact := p.byPath[obj.Pkg().Path()]
	if fact == nil {
		return nil
	}
	s, ok := p.imported[fn]
	if !ok {
		s = fact.byKey()[funcKey(fn)]
		p.imported[fn] = s
	}
	return s
}

// importedMethods are the methods of other packages with a name and signature.
func (p *Package) importedMethods(key string) []*Summary {
	list, ok := p.methods[key]
	if !ok {
		for _, fact := range p.facts {
			list = append(list, fact.byMethod()[key]...)
		}
		p.methods[key] = list
	}
	return list
}

// Callee is something a call may run.
type Callee struct {
	*Summary
	// Args are the labels of the arguments in the order of the callee's
	// parameters, free variables last.
	Args []Labels
	// Vals are their values for a function literal that is run by another
	// function, as far as they are known here.
	Vals []ssa.Value
}

// InModule reports whether a package belongs to the main module.
func (p *Package) InModule(pkg *types.Package) bool {
	if pkg == nil {
		return false
	}
	if pkg == p.Pass.Pkg {
		return true
	}
	if p.module == "" {
		// Without module information (analysistest in GOPATH mode) a package
		// is the module's when it has facts.
		return p.hasFacts(pkg.Path())
	}
	return pkg.Path() == p.module || strings.HasPrefix(pkg.Path(), p.module+"/") || p.hasFacts(pkg.Path())
}

func (p *Package) hasFacts(path string) bool { return p.byPath[path] != nil }

// funcKey names a function across packages.
func funcKey(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return ""
	}
	return fn.RelString(nil)
}

// methodKey identifies interface methods and their implementations.
func methodKey(name string, sig *types.Signature) string {
	return name + symbols.SignatureText(sig)
}
