package lsp

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/paylint/paylint/cmd/paylint/internal/settings"
	"go.lsp.dev/protocol"
)

// register asks the client to watch the files that an analysis depends on.
func (s *server) register() {
	var watchers []protocol.FileSystemWatcher
	for _, glob := range []string{"**/*.go", "**/go.{mod,sum,work}", "**/" + settings.FileName} {
		watchers = append(watchers, protocol.FileSystemWatcher{GlobPattern: protocol.Pattern(glob)})
	}
	options, err := protocol.Marshal(&protocol.DidChangeWatchedFilesRegistrationOptions{Watchers: watchers})
	if err != nil {
		return
	}
	err = s.client.RegisterCapability(s.ctx, &protocol.RegistrationParams{Registrations: []protocol.Registration{{
		ID: "paylint-files", Method: protocol.MethodWorkspaceDidChangeWatchedFiles, RegisterOptions: options,
	}}})
	if err != nil && s.ctx.Err() == nil {
		s.log(protocol.MessageTypeWarning, "files are not watched: "+err.Error())
	}
}

// glance is how often configuration is looked at for a client that does not
// watch files.
const glance = 2 * time.Second

// poll looks for changes of configuration and modules on disk.
func (s *server) poll() {
	type state struct {
		size int64
		time time.Time
	}
	last := make(map[string]state)
	for first := true; s.ctx.Err() == nil; first = false {
		s.mu.Lock()
		files := make(map[string]bool)
		for _, v := range s.views {
			for _, dir := range append(slices.Clone(v.roots), v.dir) {
				for _, name := range []string{settings.FileName, "go.mod", "go.sum", "go.work"} {
					files[filepath.Join(dir, name)] = true
				}
			}
		}
		s.mu.Unlock()
		var changed []string
		for _, file := range sorted(files) {
			var now state
			if info, err := os.Stat(file); err == nil {
				now = state{info.Size(), info.ModTime()}
			}
			if before, known := last[file]; known && before != now && !first {
				changed = append(changed, file)
			}
			last[file] = now
		}
		s.mu.Lock()
		for _, file := range changed {
			s.diskChanged(file)
		}
		s.mu.Unlock()
		select {
		case <-s.ctx.Done():
		case <-time.After(glance):
		}
	}
}

func (s *server) DidChangeWatchedFiles(p *protocol.DidChangeWatchedFilesParams) {
	for _, c := range p.Changes {
		if file, ok := fileOf(c.URI); ok {
			s.diskChanged(file)
		}
	}
}

// diskChanged notes that a file has changed on disk. What is open in the client
// counts as the client has it, and was noted when it was typed. The caller
// holds the lock.
func (s *server) diskChanged(file string) {
	switch name := filepath.Base(file); {
	case name == settings.FileName:
		for _, v := range s.views {
			if within(v.dir, file) || within(filepath.Dir(file), v.dir) {
				v.reset()
			}
		}
	case name == "go.mod" || name == "go.sum" || name == "go.work" || name == "go.work.sum":
		s.modulesChanged(file)
	case filepath.Ext(name) == ".go":
		if v := s.viewOf(file); v != nil && (s.docs[file] == nil || !exists(file)) {
			v.touch(file)
		}
	default:
		if v := s.viewOf(file); v != nil {
			v.touch(file) // it may be embedded
		}
	}
}

// modulesChanged lists packages again, and starts or ends views where modules
// came, went, or joined a workspace. The caller holds the lock.
func (s *server) modulesChanged(file string) {
	dir := filepath.Dir(file)
	for key, v := range s.views {
		if !within(v.dir, file) && !within(dir, v.dir) {
			continue
		}
		again := make([]string, 0, 1)
		if root := moduleRoot(v.roots[0]); root == v.roots[0] {
			again = append(again, root)
		}
		if len(again) == 1 {
			if wdir, roots, alone := workspace(again[0]); wdir == v.dir && alone == v.alone && slices.Equal(roots, v.roots) {
				v.reload()
				continue
			}
		}
		v.stop()
		v.clear()
		delete(s.views, key)
	}
	for _, f := range s.folders {
		if within(f.dir, file) || within(dir, f.dir) {
			s.openFolder(f)
		}
	}
	for name := range s.docs {
		if within(dir, name) {
			s.edited(name, true)
		}
	}
	s.publish()
}
