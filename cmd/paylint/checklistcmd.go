package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"runtime"
	"slices"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/checklist"
)

const checklistName = "paylint checklist"

// checklist is `paylint checklist [flags] [packages]`: a run of the suite,
// written as the go-live report.
func (c *command) checklist(ctx context.Context, args []string) int {
	o, err := c.parseFlags(checklistName, args)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		return c.fail(err)
	}
	if o.fix || o.diff || o.writeBaseline != "" {
		return c.fail(errors.New("-fix, -diff and -write-baseline do not go with the checklist"))
	}
	dir, err := o.workDir()
	if err != nil {
		return c.fail(err)
	}
	now, err := checklist.Now()
	if err != nil {
		return c.fail(err)
	}
	opts := o.driverOptions()
	res, err := c.analyse(ctx, o, opts)
	if err != nil {
		return c.loadFailure(err, dir)
	}
	if err := o.addConfigFiles(ctx, res); err != nil {
		return c.fail(err)
	}
	if err := o.compare(res); err != nil {
		return c.fail(err)
	}
	run := checklist.Run{
		Dir: dir, Version: version(), Go: runtime.Version(), Date: now,
		IsPayment: o.suite.PaymentNames(),
	}
	cfg := o.suite.Config
	for _, d := range o.docs(opts.Analyzers) {
		silent := func(cat analyzers.Category) bool { return !cfg.Reports(d.Name, cat.Name) }
		if slices.ContainsFunc(d.Categories, silent) {
			run.Partial = append(run.Partial, d.Name)
		} else {
			run.Checks = append(run.Checks, d.Name)
		}
	}
	run.Excluded = cfg.Exclude.Patterns
	in, err := checklist.Collect(res, run)
	if err != nil {
		return c.fail(err)
	}
	report := checklist.Build(in)
	var buf bytes.Buffer
	if err := checklist.Write(&buf, report, o.format); err != nil {
		return c.fail(err)
	}
	if err := c.write(o, buf.Bytes()); err != nil {
		return c.fail(err)
	}
	switch {
	case len(res.Incomplete) > 0:
		return exitError
	case !report.Ready:
		return exitFindings
	}
	return exitOK
}
