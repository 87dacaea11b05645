package checklist

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paylint/paylint/analyzers"
)

//go:embed report.html
var page string

// htmlView is what the template sees of a report.
type htmlView struct {
	*Report
	Verdict, Revision string
	Blocking          []Control
	Silenced          []Finding
	Statuses          []Status
	Sections          []htmlSection
	Note              string
	AttestFile        string
}

// htmlSection is one section with its controls.
type htmlSection struct {
	Name, ID string
	Controls []Control
	Counts   Counts
}

// excerpts is how many places of evidence show their code.
const excerpts = 10

// HTML writes the report as one file that needs nothing else: no scripts, no
// network. It prints with everything unfolded.
func HTML(w io.Writer, r *Report) error {
	v := htmlView{
		Report: r, Verdict: r.verdict(), Revision: r.revision(), Blocking: r.blocking(), Silenced: r.suppressed(),
		Statuses: Statuses, Note: strings.TrimPrefix(unverifiedNote, "* "), AttestFile: AttestFile,
	}
	for _, s := range analyzers.Sections() {
		sec := htmlSection{Name: string(s), ID: strings.ReplaceAll(strings.ToLower(string(s)), " ", "-")}
		for _, c := range r.Controls {
			if c.Section == sec.Name {
				sec.Controls = append(sec.Controls, c)
				sec.Counts.add(c.Status)
			}
		}
		v.Sections = append(v.Sections, sec)
	}
	t, err := template.New("report").Funcs(template.FuncMap{
		"at":     at,
		"link":   r.link,
		"linked": func() bool { return r.linkBase != "" },
		"shown":  func(s Status) string { return shownStatus[s] },
		"means":  func(s Status) string { return meaning[s] },
		"of":     func(c Counts, s Status) int { return c.of(s) },
		"join":   func(s []string) string { return strings.Join(s, ", ") },
		"isLink": isLink,
		"code": func(f Finding) []Line {
			return r.excerpt(f.Place, findsSecrets(f.Check))
		},
		"codeAt":    func(e Evidence) []Line { return r.excerpt(e.Place, false) },
		"cut":       func(es []Evidence) []Evidence { return es[:min(len(es), maxPlaces)] },
		"more":      func(es []Evidence) int { return max(0, len(es)-maxPlaces) },
		"excerpted": func(i int) bool { return i < excerpts },
		"standards": func(c Control) []standardView { return standardViews(c) },
		"plural":    func(n int, what string) string { return count(n, what) },
	}).Parse(page)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := t.Execute(&page, v); err != nil {
		return err
	}
	_, err = w.Write(bytes.Map(visible, page.Bytes()))
	return err
}

// visible replaces characters that could hide or reorder text of the report:
// names and messages come from the code that is judged.
func visible(r rune) rune {
	if r == '\n' || r == '\t' || unicode.IsPrint(r) {
		return r
	}
	return utf8.RuneError
}

// standardView is one standard's line of a control.
type standardView struct {
	Name     string
	Verified bool
	IDs      []standardID
}

type standardID struct{ ID, Name, URL string }

func standardViews(c Control) []standardView {
	var out []standardView
	for _, s := range analyzers.Standards() {
		v := standardView{Name: s.Name, Verified: s.Verified}
		for _, id := range c.Standards[s.Name] {
			v.IDs = append(v.IDs, standardID{id, analyzers.APIRisk(id), s.URL(id)})
		}
		if len(v.IDs) > 0 {
			out = append(out, v)
		}
	}
	return out
}
