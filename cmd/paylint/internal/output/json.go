package output

import (
	"encoding/json"
	"io"
	"path/filepath"
)

// The shape of -f json.
type (
	jsonReport struct {
		Version    string           `json:"version"`
		Findings   []jsonFinding    `json:"findings"`
		Incomplete []jsonIncomplete `json:"incomplete"`
	}
	jsonFinding struct {
		Check      string           `json:"check"`
		Category   string           `json:"category"`
		Severity   string           `json:"severity"`
		Controls   []string         `json:"controls"`
		CWE        []string         `json:"cwe"`
		Message    string           `json:"message"`
		File       string           `json:"file"`
		Line       int              `json:"line"`
		Column     int              `json:"column"`
		EndLine    int              `json:"endLine"`
		EndColumn  int              `json:"endColumn"`
		Trace      []jsonStep       `json:"trace"`
		Fixable    bool             `json:"fixable"`
		Suppressed *jsonSuppression `json:"suppressed"`
		Known      bool             `json:"known,omitempty"`
	}
	jsonStep struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	}
	jsonSuppression struct {
		Reason string `json:"reason"`
		File   string `json:"file"`
		Line   int    `json:"line"`
	}
	jsonIncomplete struct {
		Package string `json:"package"`
		Error   string `json:"error"`
	}
)

func (r *Report) json(w io.Writer) error {
	rel := func(name string) string { return filepath.ToSlash(Relative(r.Dir, name)) }
	out := jsonReport{Version: r.Version, Findings: []jsonFinding{}, Incomplete: []jsonIncomplete{}}
	for _, f := range r.Findings {
		jf := jsonFinding{
			Check: f.Check, Category: f.Category, Severity: string(f.Severity),
			Controls: nonNil(f.Controls), CWE: nonNil(f.CWE), Message: f.Message,
			File: rel(f.Start.File), Line: f.Start.Line, Column: f.Start.Column,
			EndLine: f.End.Line, EndColumn: f.End.Column,
			Trace: []jsonStep{}, Fixable: len(f.Fixes) > 0, Known: f.Known,
		}
		for _, s := range f.Trace {
			jf.Trace = append(jf.Trace, jsonStep{rel(s.Start.File), s.Start.Line, s.Start.Column, s.Message})
		}
		if s := f.Suppressed; s != nil {
			jf.Suppressed = &jsonSuppression{s.Reason, rel(s.Start.File), s.Start.Line}
		}
		out.Findings = append(out.Findings, jf)
	}
	for _, i := range r.Incomplete {
		msg := i.Error
		if i.Pos.File != "" {
			msg = rel(i.Pos.File) + ":" + itoa(i.Pos.Line) + ":" + itoa(i.Pos.Column) + ": " + msg
		}
		out.Incomplete = append(out.Incomplete, jsonIncomplete{i.Package, msg})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}
