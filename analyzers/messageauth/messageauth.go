package messageauth

import (
	"sync"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the check with the shared settings of a suite.
func New(cfg *config.Config) *analysis.Analyzer {
	names := sync.OnceValue(func() *naming.Names { return naming.New(cfg) })
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, guard.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass:     pass,
				flow:     pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				checks:   pass.ResultOf[guard.Analyzer].(*guard.Package),
				names:    names(),
				r:        report.New(pass, &Doc, cfg),
				compared: make(map[ssa.Instruction]*subject),
				used:     make(map[ssa.Instruction]bool),
			}
			c.run()
			return c.r.Done(), nil
		},
	}
}

// checker is one run over one package.
type checker struct {
	pass *analysis.Pass
	flow *ssaflow.Package
	// checks knows which calls establish that a message is authentic.
	checks *guard.Package
	names  *naming.Names
	r      *report.Reporter
	// compared are the constant-time comparisons of signatures or secrets.
	compared map[ssa.Instruction]*subject
	// used are the hash calls whose result a handed-in signature is compared with.
	used    map[ssa.Instruction]bool
	flagged []*flag
	// verifiers are the functions of the package that pass on a verdict.
	verifiers map[*ssa.Function]bool
	guards    *guardIndex
}

func (c *checker) run() {
	if c.flow.SSA == nil {
		return
	}
	for _, fn := range c.flow.Funcs() {
		if c.r.Visible(fn.Pos()) || fn.Synthetic != "" {
			for _, cmp := range c.comparisons(fn) {
				c.compare(cmp)
			}
		}
	}
	c.flush()
	c.results()
	for _, fn := range c.flow.Funcs() {
		c.noOp(fn)
	}
	c.outgoing()
	c.keys()
	c.handedKeys()
	c.tokens()
	c.replay()
}
