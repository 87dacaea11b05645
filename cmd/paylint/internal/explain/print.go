package explain

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
)

// printer writes topics; errors stay in the buffered writer until Flush.
type printer struct {
	w *bufio.Writer
}

func (p *printer) line(s string) { p.w.WriteString(strings.TrimRight(s, " ") + "\n") }

func (p *printer) head(s string) { p.line(""); p.line(s + ":") }

// prose writes text wrapped and indented. Lines that start with a space or a
// list mark start anew; everything else is refilled.
func (p *printer) prose(indent, text string) {
	for _, par := range strings.Split(strings.TrimSpace(text), "\n\n") {
		var fill []string
		flush := func() {
			if len(fill) > 0 {
				p.fill(indent, indent, strings.Join(fill, " "))
				fill = nil
			}
		}
		for _, l := range strings.Split(par, "\n") {
			if t := strings.TrimSpace(l); strings.HasPrefix(t, "- ") {
				flush()
			}
			fill = append(fill, strings.TrimSpace(l))
		}
		flush()
	}
}

// fill writes words on lines of at most width columns.
func (p *printer) fill(first, rest, text string) {
	line := first
	empty := true
	for _, word := range strings.Fields(text) {
		if !empty && len(line)+1+len(word) > width {
			p.line(line)
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	p.line(line)
}

func (p *printer) code(text string) {
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		p.line("    " + l)
	}
}

func (p *printer) list(docs []*analyzers.Doc) {
	p.line("Checks (paylint explain CHECK or CHECK/CATEGORY):")
	p.line("")
	for _, d := range docs {
		p.line(fmt.Sprintf("  %-16s %s", d.Name, d.Title))
	}
	for _, s := range analyzers.Sections() {
		p.line("")
		p.line(string(s) + " (paylint explain CONTROL; * blocks go-live):")
		p.line("")
		for _, c := range analyzers.Controls() {
			if c.Section != s {
				continue
			}
			p.line(fmt.Sprintf("  %-6s %s %s", c.ID, star(c), c.Title))
		}
	}
}

func star(c analyzers.Control) string {
	if c.Critical {
		return "*"
	}
	return " "
}

func (p *printer) check(d *analyzers.Doc) {
	p.line(d.Name + ": " + d.Title)
	p.line("")
	p.prose("", d.Why)
	p.line("")
	p.prose("", d.Details)
	p.head("Categories")
	for _, c := range d.Categories {
		p.fill("  "+c.Name+" ("+string(c.Severity)+"): ", "      ", c.Summary)
	}
	p.head("Controls")
	for _, id := range allControls(d) {
		c, _ := analyzers.ControlByID(id)
		p.line(fmt.Sprintf("  %-6s %s %s", id, star(c), c.Title))
	}
	p.head("Wrong")
	p.code(d.Bad)
	p.head("Right")
	p.code(d.Good)
	if d.Fix != "" {
		p.head("Suggested fix")
		p.prose("  ", d.Fix)
	}
	if len(d.Evidence) > 0 {
		p.head("Evidence")
		for _, e := range d.Evidence {
			p.fill("  - ", "    ", e)
		}
	}
	if len(d.Options) > 0 {
		p.head("Options")
		for _, o := range d.Options {
			p.fill(fmt.Sprintf("  -%s.%s (default %q): ", d.Name, o.Name, o.Default), "      ", o.Usage)
		}
	}
	p.head("Weaknesses")
	p.line("  " + strings.Join(d.CWE, ", "))
	p.head("Silence one finding")
	p.line("  //nolint:" + d.Name + " // reason")
	p.line("  //lint:ignore paylint/" + d.Name + " reason")
	p.line("")
	p.line("Since " + d.Since + "; " + d.URL())
}

// allControls are the controls of a check and of its categories, in order of
// the checklist.
func allControls(d *analyzers.Doc) []string {
	var ids []string
	for _, c := range analyzers.Controls() {
		named := slices.Contains(d.Controls, c.ID)
		for _, cat := range d.Categories {
			named = named || slices.Contains(cat.Controls, c.ID)
		}
		if named {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func (p *printer) category(d *analyzers.Doc, c analyzers.Category) {
	p.line(d.Name + "/" + c.Name + " (" + string(c.Severity) + ")")
	p.line("")
	p.prose("", c.Summary)
	p.head("Controls")
	for _, id := range d.ControlsOf(c.Name) {
		ctl, _ := analyzers.ControlByID(id)
		p.line(fmt.Sprintf("  %-6s %s %s", id, star(ctl), ctl.Title))
		p.fill("           ", "           ", ctl.HowTo)
	}
	p.head("Weaknesses")
	p.line("  " + strings.Join(d.CWEOf(c.Name), ", "))
	p.line("")
	p.line("Examples and details: paylint explain " + d.Name)
}

func (p *printer) control(c analyzers.Control, docs []*analyzers.Doc) {
	p.line(c.ID + ": " + c.Title)
	p.line("")
	kind := "Recommended."
	if c.Critical {
		kind = "Critical: blocks go-live."
	}
	p.line(string(c.Section) + ". " + kind)
	p.head("How to meet it")
	p.prose("  ", c.HowTo)
	if len(c.Checks) > 0 {
		p.head("Checks that show a violation")
		for _, name := range c.Checks {
			i := slices.IndexFunc(docs, func(d *analyzers.Doc) bool { return d.Name == name })
			if i < 0 {
				p.line(fmt.Sprintf("  %-16s planned, does not exist yet", name))
				continue
			}
			p.line(fmt.Sprintf("  %-16s %s", name, docs[i].Title))
			for _, cat := range docs[i].Categories {
				if slices.Contains(docs[i].ControlsOf(cat.Name), c.ID) {
					p.fill("      "+cat.Name+" ("+string(cat.Severity)+"): ", "          ", cat.Summary)
				}
			}
		}
	}
	if c.Evidence || c.Attest {
		p.head("Shown to be met by")
		if c.Evidence {
			p.line("  evidence in the code")
		}
		if c.Attest {
			p.line("  a person's statement in .paylint-attest.yml (paylint attest " + c.ID + ")")
		}
	}
	p.head("In public standards")
	for _, s := range analyzers.Standards() {
		ids := s.IDs(c.Standards)
		if len(ids) == 0 {
			continue
		}
		var named []string
		for _, id := range ids {
			if name := analyzers.APIRisk(id); name != "" {
				id += " (" + name + ")"
			}
			named = append(named, id)
		}
		note := ""
		if !s.Verified {
			note = " (not checked against the standard's own text)"
		}
		p.fill("  "+s.Name+": ", "      ", strings.Join(named, ", ")+note)
	}
}

func (p *printer) suppression() {
	p.line("paylint/suppression (warning)")
	p.line("")
	p.prose("", "A suppression directive silences nothing, or silences a finding of a critical control without a reason. "+
		"Write the reason behind the directive, or delete it:")
	p.line("")
	p.line("    //nolint:certverify // test double, never reaches production")
	p.line("    //lint:ignore paylint/certverify test double, never reaches production")
}
