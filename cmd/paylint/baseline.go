package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/baseline"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/paylint/paylint/cmd/paylint/internal/output"
)

// compare marks the findings that the baseline lists as known, and adds a
// warning for each of its entries that belong to what was analysed and match
// nothing any more.
func (o *options) compare(res *driver.Result) error {
	if o.baseline == "" {
		return nil
	}
	b, err := baseline.Load(o.baseline)
	if err != nil {
		return err
	}
	known, stale, err := b.Match(res.Findings, res.ReadFile)
	if err != nil {
		return err
	}
	for i := range res.Findings {
		res.Findings[i].Known = known[i]
	}
	name, err := absolute(filepath.Dir(o.baseline))
	if err != nil {
		return err
	}
	dirs := make(map[string]bool)
	for _, p := range res.Packages {
		dirs[p.Dir] = true
	}
	ran := make(map[string]bool)
	all, _ := o.analyzers()
	for _, a := range all {
		ran[a.Name] = true
	}
	for _, e := range stale {
		check, category, _ := strings.Cut(e.Rule, "/")
		if !ran[check] || !o.suite.Config.Reports(check, category) {
			continue
		}
		file := filepath.Join(name, filepath.FromSlash(e.File))
		if _, err := res.ReadFile(file); err == nil && !dirs[filepath.Dir(file)] {
			continue // it was not looked at this time
		}
		at := driver.Position{File: filepath.Join(name, filepath.Base(o.baseline)), Line: e.Line, Column: 1}
		res.Findings = append(res.Findings, driver.Finding{
			Check: "paylint", Category: "baseline", Severity: analyzers.SeverityWarning, Start: at, End: at,
			Message: fmt.Sprintf("%s in %s is in the baseline and was not found; write the baseline anew", e.Rule, e.File),
		})
	}
	return nil
}

// writeBaseline writes what was found, unless something could not be analysed:
// its findings would turn up as new.
func (c *command) writeBaseline(o *options, res *driver.Result) int {
	if len(res.Incomplete) > 0 {
		report := &output.Report{Result: res, Dir: o.dirOrDot()}
		for _, line := range report.IncompleteLines() {
			fmt.Fprintf(c.stderr, "paylint: %s\n", line)
		}
		return c.fail(fmt.Errorf("%s was not written, because the analysis is incomplete", o.writeBaseline))
	}
	if err := baseline.Write(o.writeBaseline, res.Findings, res.ReadFile); err != nil {
		return c.fail(err)
	}
	return exitOK
}
