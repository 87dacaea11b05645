package statewrite

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"
)

// describe reports what every call stores.
var describe = &analysis.Analyzer{
	Name:     "describe",
	Doc:      "describe writes",
	Requires: []*analysis.Analyzer{ssaflow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p := pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package)
		for _, fn := range p.Funcs() {
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					call, ok := in.(ssa.CallInstruction)
					if !ok {
						continue
					}
					if w := Of(call, ssaflow.CalleeOf(call)); w != nil {
						pass.Reportf(call.Pos(), "%s", text1(w))
					}
				}
			}
		}
		return nil, nil
	},
}

// text1 writes a write compactly.
func text1(w *Write) string {
	s := w.Table
	if w.Model != "" {
		s += " model " + w.Model
	}
	for _, c := range w.Columns {
		s += " " + c.Name
		switch {
		case c.Literal != "":
			s += "='" + c.Literal + "'"
		case c.Value != nil:
			s += "=" + c.Value.Name()
			if t := Text(c.Value); t != "" {
				s = strings.TrimSuffix(s, c.Value.Name()) + t
			}
			if p, ok := c.Value.(*ssa.Parameter); !ok && Text(c.Value) == "" {
				_ = p
				s = s[:strings.LastIndexByte(s, '=')] + "=value"
			}
		}
		if c.Relative {
			s += "~"
		}
		if c.Minus {
			s += "-"
		}
	}
	if w.Whole != nil {
		s += " whole"
	}
	if len(w.Where) > 0 {
		s += " where " + strings.Join(w.Where, ",")
	}
	return strings.TrimSpace(s)
}

func TestOf(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, describe, "statewrite/calls")
}
