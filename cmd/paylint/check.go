package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/paylint/paylint/cmd/paylint/internal/fix"
	"github.com/paylint/paylint/cmd/paylint/internal/output"
)

// check is `paylint [flags] [packages]`.
func (c *command) check(ctx context.Context, args []string) int {
	o, err := c.parseFlags("paylint", args)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		return c.fail(err)
	}
	dir, err := o.workDir()
	if err != nil {
		return c.fail(err)
	}
	opts := o.driverOptions()
	res, err := c.analyse(ctx, o, opts)
	if err != nil {
		return c.loadFailure(err, dir)
	}
	if o.fix {
		if res, err = c.fixAll(ctx, o, opts, res); err != nil {
			return c.fail(err)
		}
	}
	if err := o.addConfigFiles(ctx, res); err != nil {
		return c.fail(err)
	}
	if o.writeBaseline != "" {
		return c.writeBaseline(o, res)
	}
	if err := o.compare(res); err != nil {
		return c.fail(err)
	}
	report := &output.Report{
		Result: res, Version: version(), Dir: dir, Root: repositoryRoot(dir, res.Modules), Docs: o.docs(opts.Analyzers),
		Baseline: o.baseline != "",
		Color:    o.out == "" && os.Getenv("NO_COLOR") == "" && c.terminal(c.stdout),
	}
	var buf bytes.Buffer
	if o.diff {
		plan, err := fix.Make(res.Findings, res.ReadFile)
		if err != nil {
			return c.fail(err)
		}
		buf.Write(plan.Diff(dir))
	} else if err := report.Write(&buf, o.format); err != nil {
		return c.fail(err)
	}
	if err := c.write(o, buf.Bytes()); err != nil {
		return c.fail(err)
	}
	return c.verdict(o, report, buf.Len())
}

// verdict returns the exit status, and names on stderr what could not be
// analysed when nothing else has said it: editors discard findings when there
// is anything on stderr.
func (c *command) verdict(o *options, report *output.Report, written int) int {
	if len(report.Incomplete) > 0 {
		if written == 0 && o.out == "" || o.diff {
			report.Color = false
			for _, line := range report.IncompleteLines() {
				fmt.Fprintf(c.stderr, "paylint: %s\n", line)
			}
		}
		return exitError
	}
	n := output.Count(report.Findings)
	switch o.failOn {
	case "never":
		return exitOK
	case "warning":
		if n[analyzers.SeverityWarning] > 0 {
			return exitFindings
		}
	}
	if n[analyzers.SeverityError] > 0 {
		return exitFindings
	}
	return exitOK
}

// analyse runs the checks with the driver that was asked for.
func (c *command) analyse(ctx context.Context, o *options, opts driver.Options) (*driver.Result, error) {
	if o.standalone {
		return driver.Standalone(ctx, opts)
	}
	if !o.noCache {
		if err := o.useCache(&opts); err != nil {
			return nil, err
		}
	}
	progress := c.newProgress()
	gc := newCollector()
	defer gc.close()
	opts.Progress = func(done, total int) {
		progress.update(done, total)
	}
	defer progress.clear()
	res, err := driver.Run(ctx, opts)
	if opts.Cache != nil {
		// Results are worth more than an untidy cache.
		_ = opts.Cache.Close()
	}
	return res, err
}

// loadFailure prints, a line each, why nothing was analysed.
func (c *command) loadFailure(err error, dir string) int {
	var load *driver.LoadError
	if !errors.As(err, &load) {
		return c.fail(err)
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(c.stderr, "paylint: %s\n", output.Printable(strings.ReplaceAll(line, dir+string(filepath.Separator), "")))
	}
	return exitError
}

// fixAll applies fixes until none is left, because overlapping ones have to
// wait for a new analysis, and returns the result of the last one.
func (c *command) fixAll(ctx context.Context, o *options, opts driver.Options, res *driver.Result) (*driver.Result, error) {
	for range 10 {
		plan, err := fix.Make(ours(res), res.ReadFile)
		if err != nil || len(plan.Changes) == 0 {
			return res, err
		}
		for _, change := range plan.Changes {
			if err := replace(change.File, change.New); err != nil {
				return nil, err
			}
		}
		if res, err = c.analyse(ctx, o, opts); err != nil {
			return nil, err
		}
	}
	return res, nil
}

// ours are the findings in files of the main modules; those of dependencies
// that were named are not ours to change.
func ours(res *driver.Result) []driver.Finding {
	var own []driver.Finding
	for _, f := range res.Findings {
		for _, m := range res.Modules {
			rel, err := filepath.Rel(m.Dir, f.Start.File)
			if err == nil && filepath.IsLocal(rel) && !strings.HasPrefix(rel, "vendor"+string(filepath.Separator)) {
				own = append(own, f)
				break
			}
		}
	}
	return own
}

// replace writes a file in place of one that exists, all at once.
func replace(name string, data []byte) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".paylint-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err := errors.Join(err, tmp.Chmod(info.Mode()), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

// write writes the output where it was asked for.
func (c *command) write(o *options, data []byte) error {
	if o.out == "" || o.out == "-" {
		_, err := c.stdout.Write(data)
		return err
	}
	return os.WriteFile(o.out, data, 0o666)
}

// repositoryRoot is the directory that SARIF's and GitHub's paths are relative
// to: the repository's, or else the module's, or else the working directory.
func repositoryRoot(dir string, modules []driver.Module) string {
	cmd := exec.Command("git", "rev-parse", "--show-toplevel")
	cmd.Dir = dir
	cmd.Stderr = io.Discard
	if out, err := cmd.Output(); err == nil {
		if root := strings.TrimSpace(string(out)); root != "" {
			return filepath.FromSlash(root)
		}
	}
	for _, m := range modules {
		if rel, err := filepath.Rel(m.Dir, dir); err == nil && filepath.IsLocal(rel) {
			return m.Dir
		}
	}
	return dir
}

func absolute(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	// The go command names files below the directory's real path.
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}
