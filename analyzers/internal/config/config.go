// Package config holds the settings shared by all checks of one suite.
//
// A suite owns one *Config; drivers fill it from .paylint.yml, flags or
// golangci-lint settings before the first check runs. There is no package-level
// state, so that two suites with different settings can live in one process.
package config

import (
	"flag"
	"strings"
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
}

// RegisterFlags defines the shared settings on fs.
func (c *Config) RegisterFlags(fs *flag.FlagSet) {
	fs.BoolVar(&c.Tests, "tests", c.Tests, "also report in test files")
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

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(s string) error {
	*l = nil
	for _, e := range strings.Split(s, ",") {
		if e = strings.TrimSpace(e); e != "" {
			*l = append(*l, e)
		}
	}
	return nil
}
