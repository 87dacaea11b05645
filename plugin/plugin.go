// Package plugin makes paylint available in golangci-lint v2 as module plugins.
//
// Every check is a linter of its own, named like the check, so that it can be
// enabled, given a severity and silenced (//nolint:NAME) by itself; "paylint"
// is all of them. Import this package for its side effect in a golangci-lint
// that is built from source, or name it in .custom-gcl.yml.
package plugin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
)

// All is the name of the linter that runs every check.
const All = "paylint"

func init() {
	for _, name := range Names() {
		register.Plugin(name, func(settings any) (register.LinterPlugin, error) { return New(name, settings) })
	}
}

// Names are the names of all linters: [All], then one per check.
func Names() []string {
	names := []string{All}
	for _, doc := range analyzers.Docs() {
		names = append(names, doc.Name)
	}
	return names
}

// Settings are the `linters.settings.custom.NAME.settings` of a linter.
//
// golangci-lint reads its configuration with viper, which lower-cases keys and
// splits them at dots: names that users choose (hosts, words, values of
// options) are therefore always list elements or values, never keys.
type Settings struct {
	// Tests also reports in test files.
	Tests bool `json:"tests"`
	// PaymentWords, SensitiveNames and Hosts change the built-in lists.
	PaymentWords   Words `json:"payment-words"`
	SensitiveNames Words `json:"sensitive-names"`
	Hosts          Words `json:"hosts"`
	// Enable and Disable choose checks and categories ("certverify",
	// "certverify/host-key"); a check's own linter takes its categories only.
	Enable  []string `json:"enable"`
	Disable []string `json:"disable"`
	// Options are the checks' own options, as listed by `paylint explain`.
	Options []Option `json:"options"`
}

// Words adds to a built-in list and removes from it.
type Words struct {
	Add    []string `json:"add"`
	Remove []string `json:"remove"`
}

// Option sets one option of one check.
type Option struct {
	// Check may be left out in the settings of a check's own linter.
	Check string `json:"check"`
	Name  string `json:"name"`
	// Value is a string, number, boolean, or a list of those.
	Value any `json:"value"`
}

// Linter is one configured linter; it implements [register.LinterPlugin].
type Linter struct {
	analyzers []*analysis.Analyzer
}

// New returns the linter with that name. Settings are what golangci-lint read
// for it, nil for none. An unknown key, check or option is an error.
func New(name string, settings any) (*Linter, error) {
	set, err := register.DecodeSettings[Settings](settings)
	if err != nil {
		return nil, err
	}
	suite := analyzers.New()
	cfg := suite.Config
	cfg.TraceInMessage = true
	cfg.Tests = set.Tests
	cfg.Payment.Add, cfg.Payment.Remove = set.PaymentWords.Add, set.PaymentWords.Remove
	cfg.Sensitive.Add, cfg.Sensitive.Remove = set.SensitiveNames.Add, set.SensitiveNames.Remove
	cfg.Hosts.Add, cfg.Hosts.Remove = set.Hosts.Add, set.Hosts.Remove

	chosen, err := choose(name, suite, set)
	if err != nil {
		return nil, err
	}
	for _, o := range set.Options {
		if err := setOption(name, chosen, o); err != nil {
			return nil, err
		}
	}
	return &Linter{analyzers: chosen}, nil
}

// choose returns the analyzers that the linter runs: those of the suite that
// the settings let report anything.
func choose(name string, suite *analyzers.Suite, set Settings) ([]*analysis.Analyzer, error) {
	for key, list := range map[string][]string{"enable": set.Enable, "disable": set.Disable} {
		for _, entry := range list {
			if err := known(name, entry); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	cfg := suite.Config
	cfg.Enable, cfg.Disable = set.Enable, set.Disable
	var chosen []*analysis.Analyzer
	for i, doc := range analyzers.Docs() {
		reports := slices.ContainsFunc(doc.Categories, func(c analyzers.Category) bool { return cfg.Reports(doc.Name, c.Name) })
		if reports && (name == All || name == doc.Name) {
			chosen = append(chosen, suite.Analyzers[i])
		}
	}
	return chosen, nil
}

// known returns an error unless entry is a check or check/category that the
// linter runs.
func known(linter, entry string) error {
	check, category, hasCategory := strings.Cut(entry, "/")
	for _, doc := range analyzers.Docs() {
		if doc.Name != check {
			continue
		}
		if linter != All && linter != check {
			return fmt.Errorf("%q is no category of linter %s", entry, linter)
		}
		var names []string
		for _, c := range doc.Categories {
			if !hasCategory || c.Name == category {
				return nil
			}
			names = append(names, c.Name)
		}
		return fmt.Errorf("check %s has no category %q (there are: %s)", check, category, strings.Join(names, ", "))
	}
	return fmt.Errorf("unknown check %q (there are: %s)", check, strings.Join(Names()[1:], ", "))
}

// setOption sets an analyzer's flag.
func setOption(linter string, chosen []*analysis.Analyzer, o Option) error {
	check := o.Check
	if check == "" {
		check = linter
	}
	i := slices.IndexFunc(chosen, func(a *analysis.Analyzer) bool { return a.Name == check })
	if i < 0 {
		return fmt.Errorf("option %q: check %q is unknown or not enabled in linter %s", o.Name, o.Check, linter)
	}
	if chosen[i].Flags.Lookup(o.Name) == nil {
		return fmt.Errorf("check %s has no option %q", check, o.Name)
	}
	value, err := flagValue(o.Value)
	if err != nil {
		return fmt.Errorf("option %s of check %s: %w", o.Name, check, err)
	}
	if err := chosen[i].Flags.Set(o.Name, value); err != nil {
		return fmt.Errorf("option %s of check %s: %w", o.Name, check, err)
	}
	return nil
}

// flagValue writes a decoded JSON value the way flags take it.
func flagValue(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case bool, float64:
		return fmt.Sprint(v), nil
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			s, err := flagValue(e)
			if err != nil {
				return "", err
			}
			parts[i] = s
		}
		return strings.Join(parts, ","), nil
	case nil:
		return "", fmt.Errorf("has no value")
	}
	return "", fmt.Errorf("value must be a string, number, boolean or a list of those, not %T", v)
}

// BuildAnalyzers returns the analyzers of the linter.
func (l *Linter) BuildAnalyzers() ([]*analysis.Analyzer, error) { return l.analyzers, nil }

// GetLoadMode says that the checks need types.
func (l *Linter) GetLoadMode() string { return register.LoadModeTypesInfo }
