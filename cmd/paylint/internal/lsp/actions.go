package lsp

import (
	"bytes"
	"slices"
	"strings"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/paylint/paylint/cmd/paylint/internal/fix"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// fixAllKind is the kind of the action that applies every fix of a file.
const fixAllKind protocol.CodeActionKind = "source.fixAll.paylint"

// CodeAction offers what can be done about the findings in a range: suggested
// fixes first, then a directive that suppresses the finding.
func (s *server) CodeAction(p *protocol.CodeActionParams) (any, error) {
	actions := []protocol.CommandOrCodeAction{}
	file, ok := fileOf(p.TextDocument.URI)
	if !ok {
		return actions, nil
	}
	wants := func(kind protocol.CodeActionKind) bool {
		return len(p.Context.Only) == 0 || slices.ContainsFunc(p.Context.Only, func(k protocol.CodeActionKind) bool {
			return k == kind || k == "" || strings.HasPrefix(string(kind), string(k)+".")
		})
	}
	all := s.findings(file)
	if wants(protocol.CodeActionKindQuickFix) {
		var suppressions []protocol.CommandOrCodeAction
		for _, f := range all {
			if !overlaps(f.rng, p.Range) {
				continue
			}
			for i, fx := range f.Fixes {
				if edit := s.fixEdit([]driver.Finding{{Start: f.Start, Fixes: []driver.Fix{fx}}}); edit != nil {
					actions = append(actions, s.action(title(f, fx), protocol.CodeActionKindQuickFix, edit, i == 0, f))
				}
			}
			if edit := s.deleteDirective(f); edit != nil {
				actions = append(actions, s.action("Delete the directive", protocol.CodeActionKindQuickFix, edit, true, f))
			}
			if edit := s.suppress(f); edit != nil {
				suppressions = append(suppressions, s.action("Suppress "+f.Check+" here, with a reason", protocol.CodeActionKindQuickFix, edit, false, f))
			}
		}
		actions = append(actions, suppressions...)
	}
	// It is offered when it is asked for, on save for example: in a list of
	// what to do about one finding it would be in the way.
	if len(p.Context.Only) > 0 && wants(fixAllKind) {
		var list []driver.Finding
		for _, f := range all {
			list = append(list, f.Finding)
		}
		if edit := s.fixEdit(list); edit != nil {
			actions = append(actions, s.action("Apply all fixes of paylint", fixAllKind, edit, false, nil))
		}
	}
	return actions, nil
}

func title(f *found, fx driver.Fix) string {
	msg := fx.Message
	if msg == "" {
		msg = "fix"
	}
	return strings.ToUpper(msg[:1]) + msg[1:] + " (" + f.Check + ")"
}

func (s *server) action(title string, kind protocol.CodeActionKind, edit *protocol.WorkspaceEdit, preferred bool, f *found) *protocol.CodeAction {
	a := &protocol.CodeAction{Title: title, Kind: &kind, Edit: edit}
	if f != nil {
		a.Diagnostics = []protocol.Diagnostic{f.diagnostic(&s.caps, s.uriOf)}
	}
	if preferred && s.caps.preferred {
		a.IsPreferred = &preferred
	}
	return a
}

// fixEdit turns the first fix of each finding into an edit of the buffers as
// they are; nil when there is nothing to do.
func (s *server) fixEdit(findings []driver.Finding) *protocol.WorkspaceEdit {
	plan, err := fix.Make(findings, s.read)
	if err != nil || len(plan.Changes) == 0 {
		return nil
	}
	edits := make(map[string][]protocol.TextDocumentEditElement)
	for _, c := range plan.Changes {
		for _, e := range difference(c.Old, c.New) {
			t := newText(c.Old)
			edits[c.File] = append(edits[c.File], &protocol.TextEdit{
				Range:   protocol.Range{Start: t.position(e.from, s.encoding), End: t.position(e.to, s.encoding)},
				NewText: string(e.text),
			})
		}
	}
	return s.workspaceEdit(edits)
}

// workspaceEdit builds the edit in the form that the client knows.
func (s *server) workspaceEdit(edits map[string][]protocol.TextDocumentEditElement) *protocol.WorkspaceEdit {
	w := new(protocol.WorkspaceEdit)
	for _, file := range sorted(edits) {
		if s.caps.documentChanges {
			id := protocol.OptionalVersionedTextDocumentIdentifier{TextDocumentIdentifier: protocol.TextDocumentIdentifier{URI: s.uriOf(file)}}
			if d := s.docs[file]; d != nil {
				id.Version = &d.version
			}
			w.DocumentChanges = append(w.DocumentChanges, &protocol.TextDocumentEdit{TextDocument: id, Edits: edits[file]})
			continue
		}
		if w.Changes == nil {
			w.Changes = make(map[uri.URI][]protocol.TextEdit)
		}
		for _, e := range edits[file] {
			if te, ok := e.(*protocol.TextEdit); ok {
				w.Changes[s.uriOf(file)] = append(w.Changes[s.uriOf(file)], *te)
			}
		}
	}
	return w
}

// change replaces part of a text, given by offsets.
type change struct {
	from, to int
	text     []byte
}

// difference returns how one text becomes another: whole lines that differ,
// found from both ends, and between them around the longest line that occurs
// once in both.
func difference(before, after []byte) []change {
	return diffLines(splitLines(before), splitLines(after), 0)
}

func splitLines(src []byte) [][]byte { return bytes.SplitAfter(src, []byte("\n")) }

func diffLines(a, b [][]byte, offset int) []change {
	for len(a) > 0 && len(b) > 0 && bytes.Equal(a[0], b[0]) {
		offset += len(a[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && bytes.Equal(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	if i, j := anchor(a, b); i >= 0 {
		return append(diffLines(a[:i], b[:j], offset), diffLines(a[i:], b[j:], offset+size(a[:i]))...)
	}
	return []change{{offset, offset + size(a), bytes.Join(b, nil)}}
}

// anchor finds the longest line that occurs once in both texts.
func anchor(a, b [][]byte) (int, int) {
	count := make(map[string]int)
	for _, l := range a {
		count[string(l)]++
	}
	at := make(map[string]int)
	for j, l := range b {
		if _, twice := at[string(l)]; twice {
			count[string(l)] = 0
		}
		at[string(l)] = j
	}
	best := -1
	for i, l := range a {
		if _, there := at[string(l)]; there && count[string(l)] == 1 && len(bytes.TrimSpace(l)) > 1 && (best < 0 || len(l) > len(a[best])) {
			best = i
		}
	}
	if best < 0 {
		return -1, -1
	}
	return best, at[string(a[best])]
}

func size(lines [][]byte) int {
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	return n
}
