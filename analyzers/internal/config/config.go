// Package config holds the settings shared by all checks of one suite.
//
// A suite owns one *Config; drivers fill it from .paylint.yml, flags or
// golangci-lint settings before the first check runs. There is no package-level
// state, so that two suites with different settings can live in one process.
package config

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
)

// Words adds entries to a built-in word list and removes entries from it.
// Entries are names such as "card_number" or "cardNumber"; case and separators
// do not matter.
type Words struct {
	Add    []string
	Remove []string
}

// Config is the settings shared by all checks.
type Config struct {
	// Tests also reports in _test.go files and in test packages.
	Tests bool
	// TraceInMessage puts flow steps in the message instead of the related
	// positions. golangci-lint turns every related position into an issue of
	// its own, so its plugin sets this.
	TraceInMessage bool
	// Payment words put code in payment context (SPEC 3.1).
	Payment Words
	// Sensitive names hold card data or credentials.
	Sensitive Words
	// Hosts adds payment provider hosts ("pay.example.com"); a leading "*."
	// covers subdomains. Remove takes built-in ones out.
	Hosts Words

	// Enable, when not empty, are the only checks and categories
	// ("sensitivelog", "sensitivelog/value") that report; Disable are those
	// that do not.
	Enable, Disable []string
	// Severity replaces the severity of checks and categories, by name; the
	// category's entry wins.
	Severity map[string]catalog.Severity
	// Exclude are the files in which nothing is reported.
	Exclude Paths
}

// Reports says whether findings of a category are wanted.
func (c *Config) Reports(check, category string) bool {
	full := check + "/" + category
	if slices.Contains(c.Disable, check) || slices.Contains(c.Disable, full) {
		return false
	}
	return len(c.Enable) == 0 || slices.Contains(c.Enable, check) || slices.Contains(c.Enable, full)
}

// SeverityOf returns the configured severity of a category, or def.
func (c *Config) SeverityOf(check, category string, def catalog.Severity) catalog.Severity {
	if s, ok := c.Severity[check+"/"+category]; ok {
		return s
	}
	if s, ok := c.Severity[check]; ok {
		return s
	}
	return def
}

// RegisterFlags defines the shared settings on fs, for drivers in which flags
// are all there is: go vet, multichecker.
func (c *Config) RegisterFlags(fs *flag.FlagSet) {
	fs.BoolVar(&c.Tests, "tests", c.Tests, "also report in test files")
	fs.Var((*list)(&c.Enable), "enable", "comma-separated checks or check/category, the only ones to report")
	fs.Var((*list)(&c.Disable), "disable", "comma-separated checks or check/category not to report")
	fs.Var(severities{&c.Severity}, "severity", "comma-separated check=error|warning or check/category=error|warning")
	fs.Var((*list)(&c.Exclude.Patterns), "exclude", "comma-separated path patterns in which nothing is reported")
	words := func(name, what string, w *Words) {
		fs.Var((*list)(&w.Add), name, "comma-separated "+what+" to add")
		fs.Var((*list)(&w.Remove), "no-"+name, "comma-separated "+what+" to remove")
	}
	words("payment-words", "payment words", &c.Payment)
	words("sensitive-names", "sensitive names", &c.Sensitive)
	words("hosts", "payment provider hosts", &c.Hosts)
}

// list is a comma-separated flag value.
type list []string

func (l *list) String() string {
	if l == nil {
		return ""
	}
	return strings.Join(*l, ",")
}

func (l *list) Set(s string) error {
	*l = nil
	for _, e := range strings.Split(s, ",") {
		if e = strings.TrimSpace(e); e != "" {
			*l = append(*l, e)
		}
	}
	return nil
}

// severities is a flag value of the form check=severity,….
type severities struct{ m *map[string]catalog.Severity }

func (s severities) String() string {
	if s.m == nil {
		return ""
	}
	var out []string
	for k, v := range *s.m {
		out = append(out, k+"="+string(v))
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

func (s severities) Set(text string) error {
	*s.m = make(map[string]catalog.Severity)
	var entries list
	if err := entries.Set(text); err != nil {
		return err
	}
	for _, e := range entries {
		name, sev, ok := strings.Cut(e, "=")
		if v := catalog.Severity(sev); !ok || v != catalog.Error && v != catalog.Warning {
			return fmt.Errorf("%q is not of the form check=error or check=warning", e)
		}
		(*s.m)[name] = catalog.Severity(sev)
	}
	return nil
}
