package lsp

import (
	"os"
	"path/filepath"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// document is a file that is open in the client.
type document struct {
	uri     uri.URI
	file    string // absolute, links resolved
	version int32
	text    *text
}

// apply carries out one change of a document.
func (d *document) apply(change protocol.TextDocumentContentChangeEvent, enc encoding) {
	switch c := change.(type) {
	case *protocol.TextDocumentContentChangeWholeDocument:
		d.text = newText([]byte(c.Text))
	case *protocol.TextDocumentContentChangePartial:
		from, to := d.text.offset(c.Range.Start, enc), d.text.offset(c.Range.End, enc)
		if to < from {
			from, to = to, from
		}
		src := make([]byte, 0, len(d.text.src)+len(c.Text))
		src = append(append(append(src, d.text.src[:from]...), c.Text...), d.text.src[to:]...)
		d.text = newText(src)
	}
}

// fileOf returns the file that a URI names, with links resolved as the go
// command does; ok is false for anything that is no file.
func fileOf(u uri.URI) (name string, ok bool) {
	if !strings.HasPrefix(strings.ToLower(string(u)), "file:") {
		return "", false
	}
	parsed, err := uri.Parse(string(u))
	if err != nil || !parsed.IsFile() {
		return "", false
	}
	name = parsed.FsPath()
	if !filepath.IsAbs(name) || strings.ContainsRune(name, 0) {
		return "", false
	}
	return realPath(name), true
}

// realPath resolves links in a name, whose last parts need not exist yet.
func realPath(name string) string {
	name = filepath.Clean(name)
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	dir := filepath.Dir(name)
	if dir == name {
		return name
	}
	return filepath.Join(realPath(dir), filepath.Base(name))
}

// overlay returns the contents of open files. The caller holds the lock.
func (s *server) overlay() map[string][]byte {
	m := make(map[string][]byte, len(s.docs))
	for _, d := range s.docs {
		m[d.file] = d.text.src
	}
	return m
}

// read returns a file as the client sees it. The caller holds the lock.
func (s *server) read(file string) ([]byte, error) {
	if d := s.docs[file]; d != nil {
		return d.text.src, nil
	}
	return os.ReadFile(file)
}

// uriOf returns the URI for a file: the client's own when it is open or in one
// of its folders. The caller holds the lock.
func (s *server) uriOf(file string) uri.URI {
	if d := s.docs[file]; d != nil {
		return d.uri
	}
	for _, f := range s.folders {
		if rel, err := filepath.Rel(f.dir, file); err == nil && filepath.IsLocal(rel) {
			return uri.File(filepath.Join(f.given, rel))
		}
	}
	return uri.File(file)
}

func (s *server) DidOpen(p *protocol.DidOpenTextDocumentParams) {
	file, ok := fileOf(p.TextDocument.URI)
	if !ok {
		return
	}
	s.docs[file] = &document{p.TextDocument.URI, file, p.TextDocument.Version, newText([]byte(p.TextDocument.Text))}
	s.edited(file, true)
}

func (s *server) DidChange(p *protocol.DidChangeTextDocumentParams) {
	file, ok := fileOf(p.TextDocument.URI)
	d := s.docs[file]
	if !ok || d == nil {
		return
	}
	for _, c := range p.ContentChanges {
		d.apply(c, s.encoding)
	}
	d.version = p.TextDocument.Version
	s.edited(file, false)
}

func (s *server) DidClose(p *protocol.DidCloseTextDocumentParams) {
	file, ok := fileOf(p.TextDocument.URI)
	if !ok || s.docs[file] == nil {
		return
	}
	d := s.docs[file]
	delete(s.docs, file)
	if last := s.published[file]; last != nil {
		last.uri = d.uri
	}
	s.edited(file, false) // what is on disk counts again
}

func (s *server) DidSave(p *protocol.DidSaveTextDocumentParams) {
	if file, ok := fileOf(p.TextDocument.URI); ok {
		s.diskChanged(file)
	}
}
