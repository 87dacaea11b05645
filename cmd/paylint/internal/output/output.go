// Package output writes the result of a run as text, JSON, SARIF 2.1.0 or
// GitHub annotations.
package output

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// Formats are the values of -f.
var Formats = []string{"text", "json", "sarif", "github"}

// Report is what is written.
type Report struct {
	*driver.Result
	// Version is paylint's.
	Version string
	// Dir is the working directory, which paths in text and JSON are relative
	// to; Root is the repository's, for SARIF and GitHub.
	Dir, Root string
	// Docs document the checks that ran, in order.
	Docs []*analyzers.Doc
	// Baseline says that findings were compared with a baseline.
	Baseline bool
	// Color writes text for a terminal.
	Color bool
}

// Write writes the report in one of [Formats].
func (r *Report) Write(w io.Writer, format string) error {
	b := bufio.NewWriter(w)
	var err error
	switch format {
	case "text":
		r.text(b)
	case "json":
		err = r.json(b)
	case "sarif":
		err = r.sarif(b)
	case "github":
		r.github(b)
	default:
		err = fmt.Errorf("unknown format %q", format)
	}
	if err != nil {
		return err
	}
	return b.Flush()
}

// text writes a line per finding. What could not be analysed follows in the
// same form, but only after findings: editors discard the findings when there
// is anything on stderr. Without findings, the command says it there.
func (r *Report) text(w io.Writer) {
	n := 0
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			n++
			id := f.Check + "/" + f.Category
			if f.Known {
				id += ", known"
			}
			r.textLine(w, f.Start, f.Message, id, string(f.Severity))
		}
	}
	if n == 0 {
		return
	}
	for _, i := range r.Incomplete {
		r.textLine(w, i.Pos, i.Package+" was not analysed: "+i.Error, "paylint/incomplete", "error")
	}
}

func (r *Report) textLine(w io.Writer, pos driver.Position, message, id, severity string) {
	message = Printable(message)
	place := ""
	if pos.File != "" {
		place = fmt.Sprintf("%s:%d:%d: ", atLineStart(Printable(Relative(r.Dir, pos.File))), pos.Line, pos.Column)
	}
	if !r.Color {
		fmt.Fprintf(w, "%s%s (%s)\n", place, message, id)
		return
	}
	color := "33" // yellow
	if severity == "error" {
		color = "31" // red
	}
	fmt.Fprintf(w, "\x1b[1m%s\x1b[0m\x1b[%sm%s\x1b[0m \x1b[2m(%s)\x1b[0m\n", place, color, message, id)
}

// Relative returns name relative to dir where that is shorter to read: below
// dir or beside it.
func Relative(dir, name string) string {
	rel, err := filepath.Rel(dir, name)
	if err != nil || strings.HasPrefix(rel, "..") && len(rel) >= len(name) {
		return name
	}
	return rel
}

// IncompleteLines are one line per package that was not analysed.
func (r *Report) IncompleteLines() []string {
	var lines []string
	for _, i := range r.Incomplete {
		var b strings.Builder
		r.textLine(&b, i.Pos, i.Package+" was not analysed: "+i.Error, "paylint/incomplete", "error")
		lines = append(lines, strings.TrimSuffix(b.String(), " (paylint/incomplete)\n"))
	}
	return lines
}

// github writes workflow commands, which GitHub shows beside the code.
func (r *Report) github(w io.Writer) {
	command := func(level string, start, end driver.Position, title, message string) {
		var props []string
		if start.File != "" {
			props = append(props, "file="+escapeProperty(Printable(filepath.ToSlash(Relative(r.Root, start.File)))),
				fmt.Sprintf("line=%d", start.Line))
			if end.Line >= start.Line {
				props = append(props, fmt.Sprintf("endLine=%d", end.Line))
			}
			// Columns are only understood within one line.
			if end.Line == start.Line && end.Column > start.Column {
				props = append(props, fmt.Sprintf("col=%d,endColumn=%d", start.Column, end.Column))
			} else {
				props = append(props, fmt.Sprintf("col=%d", start.Column))
			}
		}
		props = append(props, "title="+escapeProperty(title))
		fmt.Fprintf(w, "::%s %s::%s\n", level, strings.Join(props, ","), escapeData(message))
	}
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			message := PrintableLines(f.Message)
			for _, s := range f.Trace {
				message += fmt.Sprintf("\n%s:%d: %s", Printable(filepath.ToSlash(Relative(r.Root, s.Start.File))), s.Start.Line, PrintableLines(s.Message))
			}
			level := string(f.Severity)
			if f.Known {
				level = "notice"
			}
			command(level, f.Start, f.End, f.Check+"/"+f.Category, message)
		}
	}
	for _, i := range r.Incomplete {
		command("error", i.Pos, i.Pos, "paylint/incomplete", Printable(i.Package+" was not analysed: "+i.Error))
	}
}

var (
	dataEscaper     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscaper = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string     { return dataEscaper.Replace(s) }
func escapeProperty(s string) string { return propertyEscaper.Replace(s) }

// Count returns the number of findings that are neither suppressed nor known,
// by severity.
func Count(findings []driver.Finding) map[analyzers.Severity]int {
	n := make(map[analyzers.Severity]int)
	for _, f := range findings {
		if f.Suppressed == nil && !f.Known {
			n[f.Severity]++
		}
	}
	return n
}

// nonNil makes null an empty list in JSON.
func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return slices.Clip(s)
}
