package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/checklist"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/paylint/paylint/cmd/paylint/internal/output"
	"github.com/paylint/paylint/cmd/paylint/internal/settings"
	"golang.org/x/tools/go/analysis"
)

// options are the flags of a run, together with the suite that they configure.
type options struct {
	suite    *analyzers.Suite
	patterns []string

	format, out, failOn string
	fix, diff           bool
	config              string
	standalone, noCache bool
	tags, dir           string

	baseline, writeBaseline string

	configFiles bool
}

// parseFlags reads a command line: flags, then the configuration file, then
// flags again, because they win. flag.ErrHelp asks for the usage.
func (c *command) parseFlags(name string, args []string) (*options, error) {
	o := &options{suite: analyzers.New()}
	cfg := o.suite.Config
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	formats := output.Formats
	if name == checklistName {
		formats = checklist.Formats
	}
	fs.StringVar(&o.format, "f", formats[0], "output `format`: "+strings.Join(formats, ", "))
	fs.StringVar(&o.out, "o", "", "write to this `file` instead of standard output")
	fs.StringVar(&o.failOn, "fail-on", "error", "the `severity` that makes the exit status 1: error, warning or never")
	fs.BoolVar(&o.fix, "fix", false, "apply the suggested fixes")
	fs.BoolVar(&o.diff, "diff", false, "print the suggested fixes as a diff")
	fs.StringVar(&o.config, "config", "", "configuration `file` (default: the nearest "+settings.FileName+" up to the module's root)")
	fs.BoolVar(&o.standalone, "standalone", false, "analyse everything from source, without a cache")
	fs.BoolVar(&o.noCache, "no-cache", false, "neither use cached results nor write them")
	fs.StringVar(&o.baseline, "baseline", "", "list what is in this `file` as known; only new findings fail")
	fs.StringVar(&o.writeBaseline, "write-baseline", "", "write all findings to this `file` and stop")
	fs.BoolVar(&o.configFiles, "config-files", name == checklistName, "also look for credentials in the configuration files that git tracks")
	fs.StringVar(&o.tags, "tags", "", "comma-separated build `tags`")
	fs.StringVar(&o.dir, "C", "", "work in this `directory`")
	cfg.RegisterFlags(fs)
	// -NAME and -NAME.flag, as in any multichecker.
	chosen := make(map[string]*triState)
	for _, a := range append(slices.Clone(o.suite.Analyzers), o.suite.Directives(nil)) {
		state := new(triState)
		chosen[a.Name] = state
		title, _, _ := strings.Cut(a.Doc, "\n")
		fs.Var(state, a.Name, "run only this check, or with =false all but this: "+title)
		a.Flags.VisitAll(func(f *flag.Flag) { fs.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
	if err := parse(fs, args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			c.usage(fs)
		}
		return nil, err
	}
	if len(fs.Args()) > 0 {
		o.patterns = fs.Args()
	}
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return nil, fmt.Errorf("flag %s must come before the packages", p)
		}
	}
	given := make(map[string]bool)
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if err := o.configure(fs, args, given); err != nil {
		return nil, err
	}
	if err := o.choose(given, chosen); err != nil {
		return nil, err
	}
	return o, o.validate(formats)
}

// parse is fs.Parse with the nearest flag in the error.
func parse(fs *flag.FlagSet, args []string) error {
	err := fs.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		var known []string
		fs.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
		return fmt.Errorf("unknown flag -%s%s", name, settings.Nearest(name, known))
	}
	return errors.New(strings.ReplaceAll(err.Error(), "\n", " "))
}

// configure reads the configuration file and lets the flags that were given
// win over it.
func (o *options) configure(fs *flag.FlagSet, args []string, given map[string]bool) error {
	file := o.config
	if file == "" {
		var err error
		if file, err = settings.Find(o.dirOrDot()); err != nil || file == "" {
			return err
		}
	}
	cfg := o.suite.Config
	*cfg = analyzers.Config{}
	set, err := settings.Load(file, o.suite)
	if err != nil {
		return err
	}
	disabled := cfg.Disable
	if err := parse(fs, args); err != nil {
		return err
	}
	switch {
	case given["enable"] && !given["disable"]:
		cfg.Disable = nil // what was asked for just now runs
	case given["disable"] && !given["enable"]:
		cfg.Disable = append(slices.Clone(disabled), cfg.Disable...)
	}
	if given["exclude"] {
		cfg.Exclude.Root = ""
	}
	if set.FailOn != "" && !given["fail-on"] {
		o.failOn = set.FailOn
	}
	return nil
}

func (o *options) dirOrDot() string {
	if o.dir == "" {
		return "."
	}
	return o.dir
}

// choose applies -NAME flags.
func (o *options) choose(given map[string]bool, chosen map[string]*triState) error {
	cfg := o.suite.Config
	for _, name := range slices.Concat(cfg.Enable, cfg.Disable) {
		if err := settings.KnownCheck(name); err != nil {
			return err
		}
	}
	for name := range cfg.Severity {
		if err := settings.KnownCheck(name); err != nil {
			return err
		}
	}
	var on, off []string
	for name, state := range chosen {
		switch {
		case !given[name]:
		case bool(*state):
			on = append(on, name)
		default:
			off = append(off, name)
		}
	}
	slices.Sort(on)
	slices.Sort(off)
	if len(on) > 0 {
		cfg.Enable, cfg.Disable = on, nil
	}
	cfg.Disable = append(cfg.Disable, off...)
	return nil
}

// validate looks at values that flag does not.
func (o *options) validate(formats []string) error {
	if !slices.Contains(formats, o.format) {
		return fmt.Errorf("unknown format %q%s (there are: %s)", o.format, settings.Nearest(o.format, slices.Clone(formats)), strings.Join(formats, ", "))
	}
	if !slices.Contains(settings.FailOn, o.failOn) {
		return fmt.Errorf("-fail-on must be one of %s, not %q", strings.Join(settings.FailOn, ", "), o.failOn)
	}
	if o.fix && o.diff {
		return errors.New("-fix and -diff exclude each other")
	}
	if o.writeBaseline != "" && (o.baseline != "" || o.fix || o.diff) {
		return errors.New("-write-baseline does not go with -baseline, -fix and -diff")
	}
	if err := o.suite.Config.Exclude.Valid(); err != nil {
		return err
	}
	return nil
}

// analyzers returns the checks that run, and those of them that look at tests.
func (o *options) analyzers() (all, tests []*analysis.Analyzer) {
	cfg := o.suite.Config
	wants := func(d *analyzers.Doc) bool {
		return slices.ContainsFunc(d.Categories, func(c analyzers.Category) bool { return cfg.Reports(d.Name, c.Name) })
	}
	docs := make(map[string]*analyzers.Doc)
	for _, d := range analyzers.Docs() {
		docs[d.Name] = d
	}
	for _, a := range o.suite.Analyzers {
		if d := docs[a.Name]; d == nil || wants(d) {
			all = append(all, a)
			if cfg.Tests || d != nil && d.Tests {
				tests = append(tests, a)
			}
		}
	}
	if wants(analyzers.SuppressionDoc()) {
		directives := o.suite.Directives(slices.Clone(all))
		all = append(all, directives)
		if cfg.Tests {
			tests = append(tests, directives)
		}
	}
	return all, tests
}

// docs returns the documentation of the checks that run.
func (o *options) docs(ran []*analysis.Analyzer) []*analyzers.Doc {
	var docs []*analyzers.Doc
	for _, d := range append(analyzers.Docs(), analyzers.SuppressionDoc()) {
		if slices.ContainsFunc(ran, func(a *analysis.Analyzer) bool { return a.Name == d.Name }) {
			docs = append(docs, d)
		}
	}
	return docs
}

// driverOptions are the options of the driver.
func (o *options) driverOptions() driver.Options {
	all, tests := o.analyzers()
	opts := driver.Options{Dir: o.dir, Patterns: o.patterns, Analyzers: all, TestAnalyzers: tests}
	if o.tags != "" {
		opts.BuildFlags = []string{"-tags=" + o.tags}
	}
	return opts
}

// triState is a boolean flag that knows whether it was given (flag.Visit tells).
type triState bool

func (b *triState) String() string   { return fmt.Sprint(b != nil && bool(*b)) }
func (b *triState) IsBoolFlag() bool { return true }
func (b *triState) Set(s string) error {
	switch s {
	case "true", "1":
		*b = true
	case "false", "0":
		*b = false
	default:
		return errors.New("must be true or false")
	}
	return nil
}

// usage prints what -h asks for.
func (c *command) usage(fs *flag.FlagSet) {
	fmt.Fprintf(c.stdout, "usage: %s [flags] [packages]\n\n", fs.Name())
	if fs.Name() == "paylint" {
		fmt.Fprint(c.stdout, "Checks Go code that integrates with payment providers. Commands:\n\n")
		for _, s := range subcommands() {
			fmt.Fprintf(c.stdout, "  paylint %-10s %s\n", s.name, s.summary)
		}
		fmt.Fprint(c.stdout, "\n")
	}
	fmt.Fprint(c.stdout, "Flags:\n\n")
	fs.SetOutput(c.stdout)
	fs.PrintDefaults()
	fmt.Fprint(c.stdout, "\nExit status: 0 nothing to report, 1 findings, 2 the analysis is incomplete.\n")
}

// workDir is the directory that paths are relative to: -C, as with go -C.
func (o *options) workDir() (string, error) {
	if o.dir == "" {
		return os.Getwd()
	}
	return absolute(o.dir)
}
