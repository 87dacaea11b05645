package decide

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"
)

// asked says what becomes of the answers of functions named ask….
var asked = &analysis.Analyzer{
	Name:     "asked",
	Doc:      "say what becomes of answers",
	Requires: []*analysis.Analyzer{ssaflow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, ci := range pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package).Calls() {
			call, ok := ci.(*ssa.Call)
			if name := ssaflow.CalleeOf(ci).Name; !ok || name != "ask" && name != "askErr" {
				continue
			}
			u := new(Uses)
			u.Follow(call, true)
			switch nothing, logged := u.Nothing(); {
			case logged:
				pass.Reportf(call.Pos(), "logged")
			case nothing:
				pass.Reportf(call.Pos(), "nothing")
			default:
				pass.Reportf(call.Pos(), "decides")
			}
		}
		return nil, nil
	},
}

func TestUses(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, asked, "decide")
}
