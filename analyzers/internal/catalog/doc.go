// Package catalog holds the two facts everything else is generated from: the
// 42 controls of the go-live checklist, and the [Doc] that every check fills in.
//
// README tables, `paylint explain`, SARIF rules, golangci-lint registration and
// the checklist report all read from here; nothing repeats it.
package catalog

import "fmt"

// Severity says how sure and how urgent a finding is.
type Severity string

const (
	// Error is a certain violation of a critical control: fix it today.
	Error Severity = "error"
	// Warning is a recommended control, a configurable setting, or less certain.
	Warning Severity = "warning"
)

// Category is one kind of finding within a check.
type Category struct {
	// Name is kebab-case and unique within the check.
	Name string
	// Summary is one sentence: what is reported.
	Summary string
	// Severity is the default; a check may lower a single finding to [Warning].
	Severity Severity
	// Controls replaces the check's controls for this category when not empty.
	Controls []string
	// CWE replaces the check's weaknesses for this category when not empty.
	CWE []string
}

// Option documents one flag of a check.
type Option struct {
	Name    string
	Default string
	Usage   string
}

// Doc is everything there is to say about one check.
type Doc struct {
	// Name is the analyzer's name: lower case, one word.
	Name string
	// Title is one line, without a final period.
	Title string
	// Why says what goes wrong in production when this is not fixed.
	Why string
	// Details says what is reported and what is deliberately silent.
	Details string
	// Bad and Good are short, gofmt-ed Go fragments.
	Bad, Good string
	// Controls are ids of [Controls], the first is the one most findings name.
	Controls []string
	// CWE are weakness ids such as "CWE-295".
	CWE        []string
	Categories []Category
	// Evidence lists what the check collects as proof that a control is met;
	// empty when it collects none.
	Evidence []string
	Options  []Option
	// Tests says that the check reports in test files even without -tests.
	Tests bool
	// Fix says what the suggested fix does; empty when there is none.
	Fix string
	// Since is the first version with this check.
	Since string
}

// Category returns the category with that name.
// It panics on an unknown name: that is a bug in the check, caught by its tests.
func (d *Doc) Category(name string) Category {
	for _, c := range d.Categories {
		if c.Name == name {
			return c
		}
	}
	panic(fmt.Sprintf("check %s has no category %q", d.Name, name))
}

// ControlsOf returns the control ids of a category.
func (d *Doc) ControlsOf(category string) []string {
	if c := d.Category(category); len(c.Controls) > 0 {
		return c.Controls
	}
	return d.Controls
}

// CWEOf returns the weakness ids of a category.
func (d *Doc) CWEOf(category string) []string {
	if c := d.Category(category); len(c.CWE) > 0 {
		return c.CWE
	}
	return d.CWE
}

// URL is where the check's documentation is published.
func (d *Doc) URL() string {
	return "https://github.com/paylint/paylint#" + d.Name
}

// Text is the analyzer's Doc string: title, empty line, why.
func (d *Doc) Text() string {
	return d.Title + "\n\n" + d.Why
}
