package lsp

import (
	"path/filepath"
	"slices"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

const source = "paylint"

// found is a finding where the client can see it.
type found struct {
	driver.Finding
	doc   *analyzers.Doc
	rng   protocol.Range
	steps []step
	// text is the file as it was analysed.
	text *text
}

type step struct {
	file    string
	rng     protocol.Range
	message string
}

// converter turns findings into ranges of the files as they were analysed.
type converter struct {
	read  func(string) ([]byte, error)
	enc   encoding
	docs  []*analyzers.Doc
	texts map[string]*text
}

func (c *converter) text(file string) *text {
	if t, ok := c.texts[file]; ok {
		return t
	}
	var t *text
	if src, err := c.read(file); err == nil {
		t = newText(src)
	}
	c.texts[file] = t
	return t
}

// convert returns the findings that are shown: suppressed ones are not.
func (c *converter) convert(findings []driver.Finding) []*found {
	var all []*found
	for _, f := range findings {
		t := c.text(f.Start.File)
		if f.Suppressed != nil || t == nil {
			continue
		}
		conv := &found{Finding: f, rng: c.rng(t, f.Start, f.End), text: t}
		if i := slices.IndexFunc(c.docs, func(d *analyzers.Doc) bool { return d.Name == f.Check }); i >= 0 {
			conv.doc = c.docs[i]
		}
		for _, s := range f.Trace {
			if st := c.text(s.Start.File); st != nil && filepath.IsAbs(s.Start.File) {
				conv.steps = append(conv.steps, step{s.Start.File, c.rng(st, s.Start, s.End), s.Message})
			}
		}
		all = append(all, conv)
	}
	return all
}

func (c *converter) rng(t *text, start, end driver.Position) protocol.Range {
	r := protocol.Range{Start: t.at(start.Line, start.Column, c.enc)}
	r.End = t.at(end.Line, end.Column, c.enc)
	if end.File != start.File || before(r.End, r.Start) {
		r.End = r.Start
	}
	return r
}

// before reports whether a position comes before another one.
func before(a, b protocol.Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Character < b.Character
}

// overlaps reports whether two ranges touch.
func overlaps(a, b protocol.Range) bool { return !before(a.End, b.Start) && !before(b.End, a.Start) }

// diagnostic is what the client shows of a finding.
func (f *found) diagnostic(caps *capabilities, uriOf func(string) uri.URI) protocol.Diagnostic {
	d := protocol.Diagnostic{
		Range:    f.rng,
		Severity: protocol.DiagnosticSeverityWarning,
		Code:     protocol.String(f.Check + "/" + f.Category),
		Source:   protocol.NewOptional(source),
		Message:  protocol.String(f.Message),
	}
	if f.Severity == analyzers.SeverityError {
		d.Severity = protocol.DiagnosticSeverityError
	}
	if f.doc != nil && caps.codeDescription {
		d.CodeDescription.Href = uri.URI(f.doc.URL())
	}
	if f.useless() && caps.unnecessary {
		d.Tags = protocol.NewDiagnosticTags(protocol.DiagnosticTagUnnecessary)
	}
	if caps.related {
		for _, s := range f.steps {
			d.RelatedInformation = append(d.RelatedInformation, protocol.DiagnosticRelatedInformation{
				Location: protocol.Location{URI: uriOf(s.file), Range: s.rng}, Message: s.message,
			})
		}
	}
	return d
}
