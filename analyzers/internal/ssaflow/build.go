package ssaflow

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer builds SSA of a module's package and prepares the engine. It has no
// options and is shared by all suites of a process.
var Analyzer = &analysis.Analyzer{
	Name:       "paylintflow",
	Doc:        "build the value-flow engine that paylint's checks share",
	Run:        run,
	ResultType: reflect.TypeFor[*Package](),
	FactTypes:  []analysis.Fact{(*FlowFact)(nil)},
}

// Package is the engine for one package.
type Package struct {
	Pass *analysis.Pass
	// SSA is nil for packages of other modules and the standard library, about
	// which nothing is computed.
	SSA *ssa.Package
	// Capped counts the queries that ran out of budget.
	Capped int

	// mu guards everything below that is computed on demand: checks of one
	// package may run in parallel.
	mu      sync.Mutex
	values  map[types.Object][]ast.Expr
	consts  map[string][]ast.Expr // strings by exact value
	funcs   []*ssa.Function
	imports map[string]*FlowFact // by package path
	index   index
	results map[*ssa.Function]*summary
	defs    map[ssa.Value][]def
	groups  map[groupKey]*defGroup
	// spent counts the items of queries by the function they start in.
	spent map[*ssa.Function]int
	// total counts all items, size the instructions of the package.
	total, size int
	// steps counts the blocks that searches for definitions have visited.
	steps int
	// marked and blocks are scratch of such a search.
	marked    []bool
	visitMaps []map[visitKey]struct{}
	blocks    []*ssa.BasicBlock
	order     map[*ssa.Function]map[ssa.Instruction]int
	impls     map[*types.Func][]*Callee
	callees   map[ssa.CallInstruction][]*Callee
	syntax    map[token.Pos]ast.Node
	sinks     *sinkTable
	// What facts become in this package, and its steps in facts.
	imported    map[*FuncFact]*summary
	stepOf      map[*StepFact]*Step
	stepFactOf  map[*Step]*StepFact
	typeNames   map[types.Type]string
	importPaths []string
}

// IsTarget reports whether the package is one that paylint analyses: a package
// of the main module or workspace, not of a dependency or the standard library.
func IsTarget(pass *analysis.Pass) bool {
	if pass.Module != nil && pass.Module.Path != "" {
		return pass.Module.Version == "" && pass.Module.Path != "std" && pass.Module.Path != "cmd"
	}
	first, _, _ := strings.Cut(pass.Pkg.Path(), "/")
	// Without module information (GOPATH mode, nogo): a dotted first element is
	// a public import path of somebody else, the rest is told from the standard
	// library by name.
	return !strings.Contains(first, ".") && !stdElements[first]
}

// stdElements are the first path elements of the standard library.
var stdElements = func() map[string]bool {
	set := make(map[string]bool)
	for _, s := range strings.Fields(`archive bufio builtin bytes cmd cmp compress container context crypto
		database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log
		maps math mime net os path plugin reflect regexp runtime simd slices sort strconv strings structs
		sync syscall testing text time unicode unique unsafe vendor weak`) {
		set[s] = true
	}
	return set
}()

// Without returns an engine that knows nothing: no functions, no sinks, no
// origins.
func Without(pass *analysis.Pass) *Package { return &Package{Pass: pass} }

func run(pass *analysis.Pass) (any, error) {
	p := &Package{
		Pass:    pass,
		imports: make(map[string]*FlowFact),
		results: make(map[*ssa.Function]*summary),
		defs:    make(map[ssa.Value][]def),
		spent:   make(map[*ssa.Function]int),
		order:   make(map[*ssa.Function]map[ssa.Instruction]int),
		impls:   make(map[*types.Func][]*Callee),
		callees: make(map[ssa.CallInstruction][]*Callee),
	}
	if !IsTarget(pass) {
		return p, nil
	}
	for _, f := range pass.AllPackageFacts() {
		if fact, ok := f.Fact.(*FlowFact); ok {
			p.imports[f.Package.Path()] = fact
		}
	}
	p.build()
	p.index.build(p)
	p.sinks = newSinkTable(p)
	pass.ExportPackageFact(p.fact())
	return p, nil
}

// build makes the SSA of the package. Names of variables are kept as debug
// references: messages and name-based rules need them.
func (p *Package) build() {
	prog := ssa.NewProgram(p.Pass.Fset, ssa.GlobalDebug)
	prog.SetNoReturn(p.noReturn)
	p.createImports(prog)
	p.SSA = prog.CreatePackage(p.Pass.Pkg, p.withoutGiants(), p.Pass.TypesInfo, false)
	p.SSA.Build()

	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		p.funcs = append(p.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, file := range p.Pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				obj, _ := p.Pass.TypesInfo.Defs[decl.Name].(*types.Func)
				if obj == nil || obj.Name() == "init" && obj.Signature().Recv() == nil {
					continue // several init functions share a name; added below
				}
				if fn := prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
					add(fn)
				}
			}
		}
	}
	for name, m := range p.SSA.Members {
		if fn, ok := m.(*ssa.Function); ok && strings.HasPrefix(name, "init") && fn.Blocks != nil {
			if fn.Synthetic != "" || strings.HasPrefix(name, "init#") {
				add(fn)
			}
		}
	}
	slices.SortStableFunc(p.funcs, func(a, b *ssa.Function) int { return int(a.Pos() - b.Pos()) })
}

// Funcs returns the functions of the package that have source, closures
// included, and the package initializer, in order of position.
func (p *Package) Funcs() []*ssa.Function { return p.funcs }

// noReturn knows the functions that end the program or the test, and the
// module's own that do nothing else.
func (p *Package) noReturn(fn *types.Func) bool {
	ref := symbols.Of(fn)
	switch {
	case ref.Pkg == "os" && ref.Symbol() == "Exit", ref.Pkg == "runtime" && ref.Name == "Goexit",
		ref.Pkg == "syscall" && ref.Name == "Exit":
		return true
	case ref.Pkg == "testing":
		return ref.Name == "FailNow" || strings.HasPrefix(ref.Name, "Fatal") || strings.HasPrefix(ref.Name, "Skip") && ref.Name != "Skipped"
	case strings.HasPrefix(ref.Name, "Fatal"), strings.HasPrefix(ref.Name, "Panic"), strings.HasPrefix(ref.Name, "Exit"):
		if ref.Pkg == "log" || symbols.HasRef(ref, symbols.LogSink) {
			// zerolog's and phuslu's Fatal() and Panic() only start an event.
			res := fn.Signature().Results()
			return res.Len() == 0
		}
	}
	return false
}
