package suppression

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis"
)

// New returns the analyzer for a suite's checks: those that run, so that a
// directive for a check that does not run is left alone.
func New(cfg *config.Config, checks []*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   slices.Clone(checks),
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			return run(pass, cfg, checks), nil
		},
	}
}

func run(pass *analysis.Pass, cfg *config.Config, checks []*analysis.Analyzer) *report.Result {
	r := report.New(pass, &Doc, cfg)
	directives := report.ParseDirectives(pass.Fset, pass.Files)
	if len(directives.All) == 0 {
		return r.Done()
	}
	findings := make(map[string][]report.Finding)
	for _, a := range checks {
		if res, ok := pass.ResultOf[a].(*report.Result); ok {
			findings[a.Name] = res.Findings
		}
	}
	for _, s := range directives.All {
		if s.Reason == "" {
			r.Report(report.Finding{
				Category: "suppression", Pos: s.Pos, End: s.End,
				Message: fmt.Sprintf("%s gives no reason; write after it why the finding is acceptable", s.Text),
			})
			continue
		}
		for _, name := range s.Checks {
			if !judged(cfg, name, findings) || matches(s, name, findings) {
				continue
			}
			r.Report(report.Finding{
				Category: "suppression", Pos: s.Pos, End: s.End,
				Message: fmt.Sprintf("%s silences no finding of %s; delete it", s.Text, name),
			})
		}
	}
	return r.Done()
}

// judged reports whether enough ran to say that a directive for name silences
// nothing: the named check with all its categories, or for "paylint" all of them.
func judged(cfg *config.Config, name string, findings map[string][]report.Finding) bool {
	if name == "paylint" {
		return len(cfg.Enable)+len(cfg.Disable) == 0
	}
	if !catalog.IsCheck(name) {
		return true // there is no such check
	}
	if _, ran := findings[name]; !ran || !cfg.Reports(name, "") {
		return false
	}
	return !slices.ContainsFunc(slices.Concat(cfg.Enable, cfg.Disable), func(entry string) bool {
		return strings.HasPrefix(entry, name+"/")
	})
}

// matches reports whether a directive covers a finding of a check.
func matches(s *report.Suppression, name string, findings map[string][]report.Finding) bool {
	for check, list := range findings {
		if name != check && name != "paylint" {
			continue
		}
		for _, f := range list {
			if s.Covers(check, f.Pos) {
				return true
			}
		}
	}
	return false
}
