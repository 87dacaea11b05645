package checklist

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers"
)

// maxPlaces is how many places of evidence a control lists for people; JSON
// has them all. Findings are never cut.
const maxPlaces = 20

// Markdown writes the report as GitHub-flavoured Markdown.
func Markdown(w io.Writer, r *Report) error {
	m := &markdown{w: bufio.NewWriter(w), r: r}
	m.summary()
	for _, s := range analyzers.Sections() {
		m.section(string(s))
	}
	m.suppressions()
	m.attestations()
	m.analysed()
	return m.w.Flush()
}

// markdown writes one report; errors stay in the buffered writer until Flush.
type markdown struct {
	w *bufio.Writer
	r *Report
}

func (m *markdown) p(format string, args ...any) { fmt.Fprintf(m.w, format+"\n", args...) }

// special are the characters that mean something in Markdown.
var special = regexp.MustCompile("([\\\\`*_{}\\[\\]<>|])")

// esc makes text safe for Markdown, table cells included.
func esc(s string) string {
	return special.ReplaceAllString(strings.Join(strings.Fields(printable(s)), " "), `\$1`)
}

func (m *markdown) place(p Place) string {
	return "[" + esc(at(p)) + "](<" + m.r.link(p) + ">)"
}

func (m *markdown) summary() {
	m.p("# Go-live checklist: %s\n", esc(m.r.Module))
	m.p("**%s**\n", esc(m.r.verdict()))
	m.p("Commit %s; paylint %s; %s.\n", esc(m.r.revision()), esc(m.r.Version), m.r.Date)
	m.p("| | failed | open | clear | attested | verified |")
	m.p("|---|--:|--:|--:|--:|--:|")
	for _, row := range []struct {
		name string
		c    Counts
	}{{"critical", m.r.Critical}, {"all", m.r.All}} {
		m.p("| %s | %d | %d | %d | %d | %d |", row.name, row.c.Failed, row.c.Open, row.c.Clear, row.c.Attested, row.c.Verified)
	}
	m.p("")
	if blocking := m.r.blocking(); len(blocking) > 0 {
		m.p("What blocks go-live:\n")
		for _, c := range blocking {
			m.p("- [%s](#%s) %s: %s", c.ID, strings.ToLower(c.ID), esc(c.Title), esc(c.Reason))
		}
		m.p("")
	}
	for _, s := range Statuses {
		m.p("- %s: %s", shownStatus[s], meaning[s])
	}
	m.p("")
}

func (m *markdown) section(name string) {
	m.p("## %s\n", name)
	m.p("| control | | status | why |")
	m.p("|---|---|---|---|")
	for _, c := range m.r.Controls {
		if c.Section == name {
			m.p("| %s%s | %s | %s | %s |", c.ID, critical(c), esc(c.Title), shownStatus[c.Status], esc(c.Reason))
		}
	}
	m.p("")
	for _, c := range m.r.Controls {
		if c.Section == name {
			m.control(c)
		}
	}
}

func critical(c Control) string {
	if c.Critical {
		return " (critical)"
	}
	return ""
}

func (m *markdown) control(c Control) {
	m.p("<a id=\"%s\"></a>\n", strings.ToLower(c.ID))
	m.p("### %s %s\n", c.ID, esc(c.Title))
	m.p("%s%s. %s.\n", shownStatus[c.Status], critical(c), esc(c.Reason))
	m.p("How to meet it: %s\n", esc(c.HowTo))
	if len(c.Findings) > 0 {
		m.p("Findings:\n")
		for _, f := range c.Findings {
			known := ""
			if f.Known {
				known = ", known"
			}
			m.p("- %s %s (%s/%s, %s%s)", m.place(f.Place), esc(f.Message), f.Check, f.Category, f.Severity, known)
			for _, s := range f.Trace {
				m.p("  - %s %s", m.place(s.Place), esc(s.Message))
			}
		}
		m.p("")
	}
	if len(c.Evidence) > 0 {
		m.p("Evidence:\n")
		for i, e := range c.Evidence {
			if i == maxPlaces {
				m.p("- and %d more", len(c.Evidence)-maxPlaces)
				break
			}
			m.p("- %s %s", m.place(e.Place), esc(e.Text))
		}
		m.p("")
	}
	if a := c.Attestation; a != nil {
		m.p("Attestation: %s\n", m.attestation(*a))
	}
	m.p("Standards: %s\n", esc(standards(c)))
}

// standards is a control's place in the standards, as one line.
func standards(c Control) string {
	var parts []string
	for _, s := range analyzers.Standards() {
		if ids := c.Standards[s.Name]; len(ids) > 0 {
			part := s.Name + " " + strings.Join(ids, ", ")
			if s.Name == "CWE" {
				part = strings.Join(ids, ", ")
			}
			if !s.Verified {
				part += "*"
			}
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// unverifiedNote explains the asterisk of [standards].
const unverifiedNote = "* assigned from secondary material, not checked against the standard's own text. " +
	"The references help to find the right page; they do not claim that a requirement is fulfilled."

func (m *markdown) attestation(a Attestation) string {
	s := fmt.Sprintf("%s, %s", esc(a.Statement), esc(a.By))
	if a.Role != "" {
		s += " (" + esc(a.Role) + ")"
	}
	s += fmt.Sprintf(", %s to %s", esc(a.Date), esc(a.Expires))
	if isLink(a.Link) {
		s += ", [link](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(a.Link) + ">)"
	}
	if a.Problem != "" {
		s += "; **does not count: " + esc(a.Problem) + "**"
	}
	return s
}

func (m *markdown) suppressions() {
	m.p("## Suppressed findings\n")
	all := m.r.suppressed()
	if len(all) == 0 {
		m.p("None.\n")
		return
	}
	m.p("| place | finding | controls | reason |")
	m.p("|---|---|---|---|")
	for _, f := range all {
		m.p("| %s | %s (%s/%s) | %s | %s |", m.place(f.Place), esc(f.Message), f.Check, f.Category, strings.Join(f.Controls, ", "), esc(f.Suppressed.Reason))
	}
	m.p("")
}

func (m *markdown) attestations() {
	m.p("## Attestations\n")
	if len(m.r.Attestations) == 0 {
		m.p("None (%s).\n", AttestFile)
		return
	}
	for _, a := range m.r.Attestations {
		m.p("- %s: %s", a.Control, m.attestation(a))
	}
	m.p("")
}

func (m *markdown) analysed() {
	m.p("## What was analysed\n")
	m.p("- module %s, commit %s", esc(m.r.Module), esc(m.r.revision()))
	m.p("- %s, %s", count(len(m.r.Packages), "package"), count(m.r.Files, "file"))
	m.p("- checks: %s", strings.Join(m.r.Checks, ", "))
	for _, e := range m.r.Excluded {
		m.p("- **left out** by configuration: %s", esc(e))
	}
	m.p("- paylint %s, %s, %s", esc(m.r.Version), esc(m.r.GoVersion), m.r.Date)
	for _, i := range m.r.Incomplete {
		m.p("- **not analysed**: %s: %s", esc(i.Package), esc(i.Error))
	}
	m.p("\n%s", esc(unverifiedNote))
}
