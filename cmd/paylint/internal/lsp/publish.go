package lsp

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paylint/paylint/cmd/paylint/internal/settings"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// published is what the client was told about a file.
type published struct {
	uri  uri.URI
	data []byte
}

// publish tells the client what has changed. The caller holds the lock.
//
// A file that was edited since it was analysed is left out: the client moves
// what it shows along with the text, and the next update is under way.
func (s *server) publish() {
	if s.phase != initialized {
		return
	}
	byFile := make(map[string][]*found)
	for _, v := range s.views {
		for _, list := range v.results {
			for _, f := range list {
				byFile[f.Start.File] = append(byFile[f.Start.File], f)
			}
		}
	}
	files := slices.Collect(maps.Keys(byFile))
	for file := range s.published {
		if byFile[file] == nil {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	for _, file := range files {
		if s.configErrors[file] == nil {
			s.publishFile(file, byFile[file])
		}
	}
}

func (s *server) publishFile(file string, list []*found) {
	if s.outdated(file, list) {
		return
	}
	list = unique(list)
	diags := make([]protocol.Diagnostic, 0, len(list))
	for _, f := range list {
		diags = append(diags, f.diagnostic(&s.caps, s.uriOf))
	}
	s.send(file, diags)
}

// send publishes diagnostics, if they differ from the last ones.
func (s *server) send(file string, diags []protocol.Diagnostic) {
	params := &protocol.PublishDiagnosticsParams{URI: s.uriOf(file), Diagnostics: diags}
	data, err := protocol.Marshal(params)
	last := s.published[file]
	if err != nil || last == nil && len(diags) == 0 || last != nil && bytes.Equal(last.data, data) {
		return
	}
	if d := s.docs[file]; d != nil && s.caps.version {
		params.Version = protocol.NewOptional(d.version)
	}
	if last != nil && last.uri != params.URI {
		_ = s.client.PublishDiagnostics(s.ctx, &protocol.PublishDiagnosticsParams{URI: last.uri, Diagnostics: []protocol.Diagnostic{}})
	}
	if len(diags) == 0 {
		delete(s.published, file)
	} else {
		s.published[file] = &published{params.URI, data}
	}
	_ = s.client.PublishDiagnostics(s.ctx, params)
}

// outdated reports whether a file is not what was analysed.
func (s *server) outdated(file string, list []*found) bool {
	d := s.docs[file]
	if d == nil {
		return false
	}
	if v := s.viewOf(file); len(list) == 0 {
		return v != nil && v.changed[file]
	}
	return slices.ContainsFunc(list, func(f *found) bool { return !bytes.Equal(f.text.src, d.text.src) })
}

// unique sorts findings and drops those that two builds of a package share.
func unique(list []*found) []*found {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *found) int {
		return cmp.Or(cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(list, func(a, b *found) bool {
		return a.Start == b.Start && a.Check == b.Check && a.Category == b.Category && a.Message == b.Message
	})
}

// findings are those of a file as it is now. The caller holds the lock.
func (s *server) findings(file string) []*found {
	var list []*found
	for _, v := range s.views {
		for _, res := range v.results {
			for _, f := range res {
				if f.Start.File == file {
					list = append(list, f)
				}
			}
		}
	}
	if s.outdated(file, list) {
		return nil
	}
	return unique(list)
}

// configFailed shows a mistake in a configuration file where it is, and takes
// it back once it is gone. The caller holds the lock.
func (s *server) configFailed(dir string, err error) {
	var mistake *settings.Error
	file := ""
	if errors.As(err, &mistake) {
		file = realPath(mistake.File)
	}
	for name, by := range s.configErrors {
		if name != file && by[dir] {
			delete(by, dir)
			if len(by) == 0 {
				delete(s.configErrors, name)
				s.send(name, []protocol.Diagnostic{})
			}
		}
	}
	if file == "" {
		return
	}
	if s.configErrors[file] == nil {
		s.configErrors[file] = make(map[string]bool)
	}
	s.configErrors[file][dir] = true
	rng := protocol.Range{}
	if src, err := s.read(file); err == nil && mistake.Line > 0 {
		t := newText(src)
		rng.Start = t.at(mistake.Line, 1, s.encoding)
		rng.End = t.at(mistake.Line, len(t.line(mistake.Line-1))+1, s.encoding)
	}
	s.send(file, []protocol.Diagnostic{{
		Range: rng, Severity: protocol.DiagnosticSeverityError, Source: protocol.NewOptional(source),
		Code: protocol.String("paylint/configuration"), Message: protocol.String(mistake.Msg),
	}})
}

// progress shows the client that something takes long; the function that is
// returned ends it.
func (s *server) progress(title string) func() {
	if !s.caps.showProgress {
		return func() {}
	}
	s.mu.Lock()
	s.tokens++
	token := protocol.String(fmt.Sprintf("paylint-%d", s.tokens))
	s.mu.Unlock()
	if s.client.WorkDoneProgressCreate(s.ctx, &protocol.WorkDoneProgressCreateParams{Token: token}) != nil {
		return func() {}
	}
	notify := func(v any) {
		if raw, err := protocol.Marshal(v); err == nil {
			_ = s.client.Progress(s.ctx, &protocol.ProgressParams{Token: token, Value: raw})
		}
	}
	notify(&protocol.WorkDoneProgressBegin{Kind: "begin", Title: "paylint", Message: &title})
	return func() { notify(&protocol.WorkDoneProgressEnd{Kind: "end"}) }
}
