package settings

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/edits"
	"golang.org/x/tools/go/analysis"
)

// KnownCheck returns an error unless name is a check or a check/category of
// the suite, or of the analyzer of suppression directives.
func KnownCheck(name string) error {
	docs := append(analyzers.Docs(), analyzers.SuppressionDoc())
	check, category, hasCategory := strings.Cut(name, "/")
	var names []string
	for _, d := range docs {
		names = append(names, d.Name)
		if d.Name != check {
			continue
		}
		if !hasCategory {
			return nil
		}
		var categories []string
		for _, c := range d.Categories {
			if c.Name == category {
				return nil
			}
			categories = append(categories, c.Name)
		}
		return fmt.Errorf("check %s has no category %q%s", check, category, Nearest(category, categories))
	}
	return fmt.Errorf("unknown check %q%s", check, Nearest(check, names))
}

// Nearest returns `, did you mean "x"?` for the known name that is most like
// name, or "" when none is like it.
func Nearest(name string, known []string) string {
	slices.Sort(known)
	best, distance := "", len(name)/2+1
	for _, k := range known {
		d := edits.Distance(strings.ToLower(name), k)
		if strings.HasPrefix(k, strings.ToLower(name)) && len(name) > 2 {
			d = 1
		}
		if d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", best)
}

func flagNames(a *analysis.Analyzer) []string {
	var names []string
	a.Flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// Digest identifies the resolved settings of a suite: two suites with the same
// digest say the same about the same code.
func Digest(suite *analyzers.Suite) (string, error) {
	options := make(map[string]string)
	for _, a := range suite.Analyzers {
		a.Flags.VisitAll(func(f *flag.Flag) { options[a.Name+"."+f.Name] = f.Value.String() })
	}
	data, err := json.Marshal(struct {
		Config  *analyzers.Config
		Options map[string]string
	}{suite.Config, options})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", sha256.Sum256(data)), nil
}
