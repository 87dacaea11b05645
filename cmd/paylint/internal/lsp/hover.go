package lsp

import (
	"fmt"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"go.lsp.dev/protocol"
)

// Hover explains the findings under the cursor.
func (s *server) Hover(p *protocol.HoverParams) (any, error) {
	file, ok := fileOf(p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	at := protocol.Range{Start: p.Position, End: p.Position}
	var parts []string
	var rng *protocol.Range
	explained := make(map[string]bool)
	for _, f := range s.findings(file) {
		if !overlaps(f.rng, at) {
			continue
		}
		parts = append(parts, fmt.Sprintf("**%s/%s** (%s): %s", f.Check, f.Category, f.Severity, escape(f.Message)))
		if f.doc != nil && !explained[f.Check] {
			parts = append(parts, explain(f.doc, f.Category, f.Controls))
			explained[f.Check] = true
		}
		if rng == nil {
			rng = &f.rng
		}
	}
	if rng == nil {
		return nil, nil
	}
	return &protocol.Hover{
		Contents: &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: strings.Join(parts, "\n\n")},
		Range:    rng,
	}, nil
}

// explain is `paylint explain` as Markdown.
func explain(d *analyzers.Doc, category string, controls []string) string {
	var b strings.Builder
	for _, c := range d.Categories {
		if c.Name == category {
			fmt.Fprintf(&b, "%s\n\n", escape(c.Summary))
		}
	}
	fmt.Fprintf(&b, "%s\n", escape(d.Why))
	for _, id := range controls {
		if c, ok := analyzers.ControlByID(id); ok {
			critical := ""
			if c.Critical {
				critical = " (critical)"
			}
			fmt.Fprintf(&b, "\n- **%s**%s %s", c.ID, critical, escape(c.Title))
		}
	}
	if len(controls) > 0 {
		b.WriteString("\n")
	}
	for _, ex := range [][2]string{{"Wrong", d.Bad}, {"Right", d.Good}} {
		if ex[1] != "" {
			fmt.Fprintf(&b, "\n%s:\n\n```go\n%s\n```\n", ex[0], strings.TrimSpace(ex[1]))
		}
	}
	if d.Fix != "" {
		fmt.Fprintf(&b, "\nFix: %s\n", escape(d.Fix))
	}
	fmt.Fprintf(&b, "\n[paylint explain %s](%s)", d.Name, d.URL())
	return b.String()
}

// escape keeps prose from being read as Markdown.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`, "#", `\#`).Replace(s)
}
