package lsp

import (
	"bytes"
	"go/scanner"
	"go/token"
	"maps"
	"slices"
	"strings"

	"go.lsp.dev/protocol"
)

// suppress returns the edit that adds a directive for a finding. The reason is
// left empty, and until somebody writes one the finding of a critical control
// stays, and the directive itself is reported: a placeholder would pass for a
// reason. Clients that know snippets put the cursor where it belongs.
func (s *server) suppress(f *found) *protocol.WorkspaceEdit {
	if f.Check == source || f.Start.Offset < 0 || int(f.rng.Start.Line) >= len(f.text.lines) {
		return nil
	}
	p, ok := directivePlace(f.text, int(f.rng.Start.Line), f.Check)
	if !ok {
		return nil
	}
	pos := f.text.position(p.offset, s.encoding)
	rng := protocol.Range{Start: pos, End: pos}
	var edit protocol.TextDocumentEditElement = &protocol.TextEdit{Range: rng, NewText: p.before + "//nolint:" + f.Check + " // " + p.after}
	if s.caps.snippets && s.caps.documentChanges {
		plain := strings.NewReplacer(`\`, `\\`, "$", `\$`, "}", `\}`)
		edit = &protocol.SnippetTextEdit{Range: rng, Snippet: protocol.StringValue{
			Kind: "snippet", Value: plain.Replace(p.before+"//nolint:"+f.Check+" // ") + "$0" + plain.Replace(p.after),
		}}
	}
	return s.workspaceEdit(map[string][]protocol.TextDocumentEditElement{f.Start.File: {edit}})
}

// place is where a directive goes, and what has to stand around it.
type place struct {
	offset        int
	before, after string
}

// directivePlace finds a place for a directive that covers a line: its end, or
// a line of its own above when there is a comment already or the line ends
// within a literal. It returns false when there is a directive for the check,
// without a reason, already.
func directivePlace(t *text, line int, check string) (place, bool) {
	directive := []byte("//nolint:" + check)
	if bytes.Contains(t.line(line), directive) || bytes.HasPrefix(bytes.TrimSpace(t.line(line-1)), directive) {
		return place{}, false
	}
	// open are the lines that do not end between two tokens; commented those
	// that end with a comment.
	open, commented := make(map[int]bool), make(map[int]bool)
	fset := token.NewFileSet()
	tf := fset.AddFile("", -1, len(t.src))
	var sc scanner.Scanner
	sc.Init(tf, t.src, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := sc.Scan()
		if tok == token.EOF {
			break
		}
		if tok != token.COMMENT && tok != token.STRING {
			continue
		}
		from := int(t.position(tf.Offset(pos), utf8Bytes).Line)
		to := int(t.position(tf.Offset(pos)+len(lit), utf8Bytes).Line)
		for n := from; n < to; n++ {
			open[n] = true
		}
		if rest := t.src[tf.Offset(pos)+len(lit):]; tok == token.COMMENT && len(bytes.TrimSpace(firstLine(rest))) == 0 {
			commented[to] = true
		}
	}
	if !open[line] && !commented[line] {
		end := t.lines[line] + len(bytes.TrimRight(t.line(line), " \t"))
		return place{offset: end, before: " "}, true
	}
	for line > 0 && open[line-1] {
		line--
	}
	src := t.line(line)
	indent := src[:len(src)-len(bytes.TrimLeft(src, " \t"))]
	newline := "\n"
	if line+1 < len(t.lines) && bytes.HasSuffix(t.src[:t.lines[line+1]], []byte("\r\n")) {
		newline = "\r\n"
	}
	return place{offset: t.lines[line] + len(indent), after: newline + string(indent)}, true
}

// useless reports whether a finding is about a directive that silences nothing.
func (f *found) useless() bool {
	return f.Check == source && strings.Contains(f.Message, "silences no finding")
}

// deleteDirective returns the edit that removes such a directive; nil when it
// names other checks as well.
func (s *server) deleteDirective(f *found) *protocol.WorkspaceEdit {
	line := f.text.line(int(f.rng.Start.Line))
	from, to := f.text.offset(f.rng.Start, s.encoding), f.text.offset(f.rng.End, s.encoding)
	names, _, _ := bytes.Cut(bytes.TrimPrefix(f.text.src[from:to], []byte("//")), []byte("//"))
	if !f.useless() || f.rng.Start.Line != f.rng.End.Line || bytes.Contains(names, []byte(",")) {
		return nil
	}
	start := f.text.lines[f.rng.Start.Line]
	if code := bytes.TrimSpace(f.text.src[start:from]); len(code) > 0 {
		from = start + len(bytes.TrimRight(f.text.src[start:from], " \t"))
	} else if next := int(f.rng.Start.Line) + 1; next < len(f.text.lines) && to == start+len(line) {
		from, to = start, f.text.lines[next]
	}
	return s.workspaceEdit(map[string][]protocol.TextDocumentEditElement{f.Start.File: {&protocol.TextEdit{
		Range: protocol.Range{Start: f.text.position(from, s.encoding), End: f.text.position(to, s.encoding)},
	}}})
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func firstLine(src []byte) []byte {
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return line
}
