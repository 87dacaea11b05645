package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers"
)

// files have generated parts; names are relative to the repository's root.
var files = []string{"README.md", ".golangci.example.yml"}

// parts are the generated parts by name.
var parts = map[string]func() string{
	"checks":   checkTable,
	"details":  checkDetails,
	"controls": controlTable,
	"linters":  linterList,
}

// marker is what begins and ends a generated part.
var marker = regexp.MustCompile(`generated:([a-z]+)`)

// fill returns text with all generated parts replaced.
func fill(text []byte) ([]byte, error) {
	var out bytes.Buffer
	open := ""
	for line := range bytes.Lines(text) {
		m := marker.FindSubmatch(line)
		switch {
		case m == nil:
			if open == "" {
				out.Write(line)
			}
		case string(m[1]) == "end":
			if open == "" {
				return nil, fmt.Errorf("an end without a beginning")
			}
			open = ""
			out.Write(line)
		case open != "":
			return nil, fmt.Errorf("part %q is not closed", open)
		default:
			open = string(m[1])
			part, ok := parts[open]
			if !ok {
				return nil, fmt.Errorf("there is no part %q", open)
			}
			out.Write(line)
			out.WriteString(part())
		}
	}
	if open != "" {
		return nil, fmt.Errorf("part %q is not closed", open)
	}
	return out.Bytes(), nil
}

// cell makes text fit into a cell of a Markdown table.
func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", `\|`)
}

// checkTable is a line per check.
func checkTable() string {
	var b strings.Builder
	b.WriteString("| check | what it finds | controls | fix |\n|---|---|---|---|\n")
	for _, d := range analyzers.Docs() {
		fix := ""
		if d.Fix != "" {
			fix = "yes"
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", d.Name, d.Name, cell(d.Title), strings.Join(controlsOf(d), ", "), fix)
	}
	return b.String()
}

// controlsOf are the controls that a check can report, in the catalog's order.
func controlsOf(d *analyzers.Doc) []string {
	var ids []string
	for _, c := range analyzers.Controls() {
		for _, cat := range d.Categories {
			if contains(d.ControlsOf(cat.Name), c.ID) {
				ids = append(ids, c.ID)
				break
			}
		}
	}
	return ids
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

// checkDetails is a section per check: why, categories, options.
func checkDetails() string {
	var b strings.Builder
	for _, d := range analyzers.Docs() {
		fmt.Fprintf(&b, "\n### %s\n\n%s. %s\n\n", d.Name, strings.ToUpper(d.Title[:1])+d.Title[1:], strings.Join(strings.Fields(d.Why), " "))
		b.WriteString("| category | severity | reported |\n|---|---|---|\n")
		for _, c := range d.Categories {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Severity, cell(c.Summary))
		}
		if len(d.Options) > 0 {
			b.WriteString("\nOptions:\n\n")
			for _, o := range d.Options {
				fmt.Fprintf(&b, "- `-%s.%s` (default `%s`): %s\n", d.Name, o.Name, o.Default, strings.Join(strings.Fields(o.Usage), " "))
			}
		}
		fmt.Fprintf(&b, "\nExamples: `paylint explain %s`.\n", d.Name)
	}
	return b.String()
}

// controlTable is a line per control.
func controlTable() string {
	exists := make(map[string]bool)
	for _, d := range analyzers.Docs() {
		exists[d.Name] = true
	}
	var b strings.Builder
	for _, s := range analyzers.Sections() {
		fmt.Fprintf(&b, "\n**%s**\n\n| control | | critical | shown by |\n|---|---|---|---|\n", s)
		for _, c := range analyzers.Controls() {
			if c.Section != s {
				continue
			}
			var by []string
			for _, name := range c.Checks {
				if !exists[name] {
					name += " (planned)"
				}
				by = append(by, name)
			}
			if c.ID == "FIN-3" {
				by = append(by, "tests")
			}
			if c.Evidence {
				by = append(by, "evidence")
			}
			if c.Attest {
				by = append(by, "attestation")
			}
			critical := ""
			if c.Critical {
				critical = "yes"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.ID, cell(c.Title), critical, strings.Join(by, ", "))
		}
	}
	return b.String()
}

// linterList is the `linters.settings.custom` entries of all checks.
func linterList() string {
	var b strings.Builder
	for _, d := range analyzers.Docs() {
		fmt.Fprintf(&b, "      %s:\n        type: module\n        description: %q\n        original-url: github.com/paylint/paylint\n", d.Name, d.Title)
	}
	return b.String()
}
