package suppression

import (
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// fake reports every use of an identifier "bad" under the name of a real check.
func fake(name, control string, cfg *config.Config) *analysis.Analyzer {
	doc := &catalog.Doc{
		Name: name, Controls: []string{control},
		Categories: []catalog.Category{{Name: "bad", Severity: catalog.Error}},
	}
	return &analysis.Analyzer{
		Name: name, Doc: "reports bad", ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			r := report.New(pass, doc, cfg)
			for id, obj := range pass.TypesInfo.Uses {
				if id.Name == "bad"+name && obj.Pos().IsValid() {
					r.Report(report.Finding{Category: "bad", Pos: id.Pos(), End: id.End(), Message: "bad"})
				}
			}
			return r.Done(), nil
		},
	}
}

func analyzer(cfg *config.Config) *analysis.Analyzer {
	return New(cfg, []*analysis.Analyzer{fake("certverify", "COM-2", cfg), fake("sensitivelog", "DAT-6", cfg)})
}

func TestDirectives(t *testing.T) {
	analysistest.Run(t, dir(t, `package a

var badcertverify, badsensitivelog int

var (
	_ = badcertverify   //nolint:certverify // the bench has no CA
	_ = badsensitivelog //nolint:sensitivelog // shown in the shop only
	_ = badsensitivelog //nolint:paylint // shown in the shop only
	_ = badcertverify   /* want "//nolint:certverify gives no reason; write after it why the finding is acceptable .FIN-1." */ //nolint:certverify
	_ = badcertverify   /* want "gives no reason" */ //nolint:certverify // ...
	_ = 1               /* want "//nolint:sensitivelog silences no finding of sensitivelog; delete it .FIN-1." */ //nolint:sensitivelog // old
	_ = 2               /* want "silences no finding of paylint" */ //nolint:paylint // old
	_ = 3               //nolint:webhookauth // this check is not among those that ran
	_ = 4               //nolint:errcheck // another linter's
	_ = badcertverify   /* want "silences no finding of sensitivelog" */ //nolint:certverify,sensitivelog // one of two
)

/* want "silences no finding of certverfy" */ //lint:ignore paylint/certverfy misspelt
var _ = badcertverify
`), analyzer(&config.Config{}), "a")
}

func TestDisabledChecksAreLeftAlone(t *testing.T) {
	src := `package a

var (
	_ = 1 //nolint:sensitivelog // its check is off
	_ = 2 //nolint:paylint // some are off
	_ = 3 /* want "silences no finding of certverify" */ //nolint:certverify // old
)
`
	analysistest.Run(t, dir(t, src), analyzer(&config.Config{Disable: []string{"sensitivelog"}}), "a")
	analysistest.Run(t, dir(t, src), analyzer(&config.Config{Disable: []string{"sensitivelog/bad"}}), "a")
	analysistest.Run(t, dir(t, src), analyzer(&config.Config{Enable: []string{"certverify", "paylint"}}), "a")
}

func TestNothingToSilence(t *testing.T) {
	cfg := &config.Config{}
	res := analysistest.Run(t, dir(t, "package a\n\nvar _ = 1\n"), analyzer(cfg), "a")
	if got := res[0].Result.(*report.Result); len(got.Findings) != 0 {
		t.Errorf("findings %v", got.Findings)
	}
}

func dir(t *testing.T, src string) string {
	t.Helper()
	d, cleanup, err := analysistest.WriteFiles(map[string]string{"a/a.go": src})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cleanup)
	return d
}
