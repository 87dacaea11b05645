package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// addConfigFiles adds the findings in the configuration files beside the Go
// code of the main modules, when -config-files asks for them. They obey the
// same settings as other findings: enabled categories, severities, exclusions.
func (o *options) addConfigFiles(ctx context.Context, res *driver.Result) error {
	if !o.configFiles {
		return nil
	}
	cfg := o.suite.Config
	for _, m := range res.Modules {
		found, err := analyzers.ConfigFiles(ctx, m.Dir)
		if err != nil {
			return err
		}
		for _, f := range found {
			if !cfg.Reports(f.Check, f.Category) || cfg.Exclude.Match(f.File) {
				continue
			}
			res.Findings = append(res.Findings, driver.Finding{
				Package: m.Path, Check: f.Check, Category: f.Category,
				Severity: cfg.SeverityOf(f.Check, f.Category, f.Severity),
				Controls: f.Controls, CWE: f.CWE, Message: f.Message,
				Start: driver.Position{File: f.File, Line: f.Line, Column: f.Column, Offset: f.Offset},
				End:   driver.Position{File: f.File, Line: f.Line, Column: f.EndColumn, Offset: f.EndOffset},
			})
		}
	}
	// A module inside another one's directory has its files listed twice.
	slices.SortStableFunc(res.Findings, func(a, b driver.Finding) int {
		return cmp.Or(cmp.Compare(a.Start.File, b.Start.File), cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Category, b.Category))
	})
	type place struct {
		start           driver.Position
		check, category string
	}
	seen := make(map[place]bool)
	res.Findings = slices.DeleteFunc(res.Findings, func(f driver.Finding) bool {
		p := place{f.Start, f.Check, f.Category}
		if seen[p] && len(f.Trace) == 0 {
			return true
		}
		seen[p] = true
		return false
	})
	return nil
}
