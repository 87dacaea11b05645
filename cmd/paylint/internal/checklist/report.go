// Package checklist turns the results of a run into the go-live report: a
// status for each of the 42 controls, with the places that justify it.
//
// [Build] is a pure function from an [Input] to a [Report]; [Markdown], [HTML]
// and [JSON] write one. Same input, same bytes.
package checklist

import (
	"cmp"
	"slices"
	"time"

	"github.com/paylint/paylint/analyzers"
)

// Place is a range of source text. File is relative to the module's root, with
// slashes. Line and Column count from 1; EndLine is Line or later.
type Place struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	EndLine int    `json:"endLine"`
}

// Step is one step of a flow, source first.
type Step struct {
	Place
	Message string `json:"message"`
}

// Finding is a violation of one or more controls.
type Finding struct {
	Check    string   `json:"check"`
	Category string   `json:"category"`
	Severity string   `json:"severity"`
	Controls []string `json:"-"`
	CWE      []string `json:"cwe"`
	Message  string   `json:"message"`
	Place
	Trace []Step `json:"trace"`
	// Known findings are listed in the baseline. They still violate a control.
	Known bool `json:"known"`
	// Suppressed is the directive that silences the finding, nil when none does.
	Suppressed *Suppression `json:"suppressed"`
}

// Suppression is the directive behind a silenced finding.
type Suppression struct {
	Reason string `json:"reason"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

// Evidence is a place where controls are visibly met.
type Evidence struct {
	// Check is the check that saw it, "tests" for tests of failures (FIN-3).
	Check    string   `json:"check"`
	Controls []string `json:"-"`
	Text     string   `json:"text"`
	Place
}

// Incomplete is a package that could not be analysed.
type Incomplete struct {
	Package string `json:"package"`
	Error   string `json:"error"`
}

// Input is everything a report is made from.
type Input struct {
	// Module is the main module's path; several are joined by ", ".
	Module string
	// Commit is the revision of the working tree, "" when there is none.
	Commit string
	// Modified says that the working tree differs from Commit.
	Modified bool
	// LinkBase is put before "file#Lline" to make links, "" for relative links.
	LinkBase  string
	Version   string // of paylint
	GoVersion string
	Date      time.Time
	Packages  []string
	Files     int
	// Checks are the checks that ran with all their categories, Partial those
	// that ran with some of them.
	Checks, Partial []string
	// Excluded are path patterns of files in which nothing was reported.
	Excluded     []string
	Incomplete   []Incomplete
	Findings     []Finding
	Evidence     []Evidence
	Attestations []Attestation
	// Source returns a file's text for excerpts; nil means no excerpts.
	Source func(file string) ([]byte, error)
}

// CheckState says whether a check of a control took part in the run.
type CheckState struct {
	Name string `json:"name"`
	// State is "ran", "partial" (without some of its categories), "off" (left
	// out of the run) or "missing" (planned).
	State string `json:"state"`
}

// Control is one line of the report.
type Control struct {
	ID       string `json:"id"`
	Section  string `json:"section"`
	Title    string `json:"title"`
	HowTo    string `json:"howTo"`
	Critical bool   `json:"critical"`
	Status   Status `json:"status"`
	// Reason says in a sentence why the control has its status.
	Reason      string              `json:"reason"`
	Checks      []CheckState        `json:"checks"`
	Findings    []Finding           `json:"findings"`
	Suppressed  []Finding           `json:"suppressed"`
	Evidence    []Evidence          `json:"evidence"`
	Attestation *Attestation        `json:"attestation"`
	Standards   map[string][]string `json:"standards"`
}

// Counts are numbers of controls by status.
type Counts struct {
	Failed   int `json:"failed"`
	Verified int `json:"verified"`
	Clear    int `json:"clear"`
	Attested int `json:"attested"`
	Open     int `json:"open"`
}

// Report is the filled-in checklist.
type Report struct {
	Schema    string `json:"$schema"`
	Version   string `json:"version"`
	GoVersion string `json:"goVersion"`
	Module    string `json:"module"`
	Commit    string `json:"commit"`
	Modified  bool   `json:"modified"`
	Date      string `json:"date"`
	// Ready is true when no critical control is failed or open and everything
	// was analysed.
	Ready        bool          `json:"ready"`
	Critical     Counts        `json:"critical"`
	All          Counts        `json:"all"`
	Controls     []Control     `json:"controls"`
	Attestations []Attestation `json:"attestations"`
	Packages     []string      `json:"packages"`
	Files        int           `json:"files"`
	Checks       []string      `json:"checks"`
	Excluded     []string      `json:"excluded"`
	Incomplete   []Incomplete  `json:"incomplete"`

	linkBase string
	source   func(string) ([]byte, error)
	date     time.Time
	findings []Finding
	// secrets are the lines that secrets were found on, by file.
	secrets map[string]map[int]bool
}

// SchemaURL names the JSON Schema of the report; the schema is the file
// schema/checklist.schema.json beside this package.
const SchemaURL = "https://raw.githubusercontent.com/paylint/paylint/main/cmd/paylint/internal/checklist/schema/checklist.schema.json"

// Build fills in the checklist.
func Build(in Input) *Report {
	date := in.Date.UTC()
	r := &Report{
		Schema: SchemaURL, Version: in.Version, GoVersion: in.GoVersion, Module: in.Module,
		Commit: in.Commit, Modified: in.Modified, Date: date.Format(time.RFC3339),
		Packages: sorted(in.Packages), Files: in.Files, Checks: sorted(slices.Concat(in.Checks, in.Partial)), Excluded: sorted(in.Excluded),
		Incomplete: nonNil(in.Incomplete), linkBase: in.LinkBase, source: in.Source, date: date, findings: in.Findings,
	}
	slices.SortFunc(r.Incomplete, func(a, b Incomplete) int { return cmp.Compare(a.Package, b.Package) })
	for _, a := range in.Attestations {
		a.Problem = a.problem(date)
		r.Attestations = append(r.Attestations, a)
	}
	r.Attestations = nonNil(r.Attestations)
	findings := slices.Clone(in.Findings)
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
	evidence := slices.Clone(in.Evidence)
	slices.SortStableFunc(evidence, func(a, b Evidence) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Text, b.Text))
	})
	for _, c := range analyzers.Controls() {
		line := r.line(c, in, findings, evidence)
		r.Controls = append(r.Controls, line)
		r.All.add(line.Status)
		if line.Critical {
			r.Critical.add(line.Status)
		}
	}
	r.Ready = r.Critical.Failed == 0 && r.Critical.Open == 0 && len(r.Incomplete) == 0
	return r
}

// line fills in one control.
func (r *Report) line(c analyzers.Control, in Input, findings []Finding, evidence []Evidence) Control {
	line := Control{
		ID: c.ID, Section: string(c.Section), Title: c.Title, HowTo: c.HowTo, Critical: c.Critical,
		Checks: []CheckState{}, Findings: []Finding{}, Suppressed: []Finding{}, Evidence: []Evidence{},
		Standards: make(map[string][]string),
	}
	for _, s := range analyzers.Standards() {
		if ids := s.IDs(c.Standards); len(ids) > 0 {
			line.Standards[s.Name] = ids
		}
	}
	for _, name := range c.Checks {
		state := "missing"
		switch {
		case slices.Contains(in.Checks, name):
			state = "ran"
		case slices.Contains(in.Partial, name):
			state = "partial"
		case exists(name):
			state = "off"
		}
		line.Checks = append(line.Checks, CheckState{name, state})
	}
	for _, f := range findings {
		if !slices.Contains(f.Controls, c.ID) {
			continue
		}
		f.Trace = nonNil(f.Trace)
		f.CWE = nonNil(f.CWE)
		if f.Suppressed != nil {
			line.Suppressed = append(line.Suppressed, f)
		} else {
			line.Findings = append(line.Findings, f)
		}
	}
	for _, e := range evidence {
		if slices.Contains(e.Controls, c.ID) {
			line.Evidence = append(line.Evidence, e)
		}
	}
	line.Attestation = best(r.Attestations, c.ID)
	line.Status, line.Reason = judge(c, &line, len(r.Incomplete))
	return line
}

// exists reports whether a check is part of the suite.
func exists(name string) bool {
	return slices.ContainsFunc(analyzers.Docs(), func(d *analyzers.Doc) bool { return d.Name == name })
}

func (c *Counts) add(s Status) {
	switch s {
	case Failed:
		c.Failed++
	case Verified:
		c.Verified++
	case Clear:
		c.Clear++
	case Attested:
		c.Attested++
	case Open:
		c.Open++
	}
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return nonNil(slices.Compact(s))
}

// nonNil makes an absent list an empty one, for JSON.
func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
