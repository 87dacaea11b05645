package lsp

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// folder is a folder of the workspace.
type folder struct {
	given string // as the client names it
	dir   string // links resolved
}

// maxModules is how many modules of one folder are analysed without any of
// their files being open.
const maxModules = 20

// maxEntries is how many files and directories are looked at to find them.
const maxEntries = 50_000

func (s *server) addFolder(u uri.URI) (folder, bool) {
	dir, ok := fileOf(u)
	if !ok {
		return folder{}, false
	}
	f := folder{dir: dir, given: filepath.Clean(uri.URI(u).FsPath())}
	if slices.ContainsFunc(s.folders, func(o folder) bool { return o.dir == dir }) {
		return f, false
	}
	s.folders = append(s.folders, f)
	return f, true
}

func (s *server) DidChangeWorkspaceFolders(p *protocol.DidChangeWorkspaceFoldersParams) {
	for _, r := range p.Event.Removed {
		if dir, ok := fileOf(r.URI); ok {
			s.folders = slices.DeleteFunc(s.folders, func(f folder) bool { return f.dir == dir })
		}
	}
	for dir, v := range s.views {
		if !s.wanted(dir) {
			v.stop()
			delete(s.views, dir)
			v.clear()
			s.publish()
		}
	}
	for _, a := range p.Event.Added {
		if f, ok := s.addFolder(a.URI); ok {
			s.openFolder(f)
		}
	}
}

// wanted reports whether a view belongs to a folder or to an open file.
func (s *server) wanted(dir string) bool {
	for _, f := range s.folders {
		if within(f.dir, dir) || within(dir, f.dir) {
			return true
		}
	}
	for file := range s.docs {
		if within(dir, file) {
			return true
		}
	}
	return false
}

func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

// openFolder starts a view for each module in a folder, or for the one that
// the folder is part of. The caller holds the lock.
func (s *server) openFolder(f folder) {
	if root := moduleRoot(f.dir); root != "" {
		s.view(root)
	}
	n, entries := 0, 0
	_ = filepath.WalkDir(f.dir, func(name string, d fs.DirEntry, err error) error {
		entries++
		switch {
		case err != nil:
			return fs.SkipDir
		case n >= maxModules || entries > maxEntries:
			return fs.SkipAll
		case d.IsDir() && name != f.dir && skipped(d.Name()):
			return fs.SkipDir
		case d.IsDir() && strings.Count(strings.TrimPrefix(name, f.dir), string(filepath.Separator)) > 6:
			return fs.SkipDir
		case !d.IsDir() && d.Name() == "go.mod":
			if s.view(filepath.Dir(name)) {
				n++
			}
		}
		return nil
	})
}

// skipped reports whether a directory is one that "./..." leaves out as well.
func skipped(name string) bool {
	return name == "vendor" || name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// moduleRoot is the nearest directory with a go.mod, or else a go.work, in dir
// or above it; "" when there is none.
func moduleRoot(dir string) string {
	work := ""
	for {
		if exists(filepath.Join(dir, "go.mod")) {
			return dir
		}
		if work == "" && exists(filepath.Join(dir, "go.work")) {
			work = dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return work
		}
		dir = up
	}
}

func exists(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// view makes sure that a module is analysed, together with the workspace that
// it is part of, and reports whether it was not. The caller holds the lock.
func (s *server) view(root string) bool {
	for _, v := range s.views {
		if slices.Contains(v.roots, root) {
			return false
		}
	}
	dir, roots, alone := workspace(root)
	if s.views[dir] != nil {
		return false
	}
	v := newView(s, dir, roots)
	v.alone = alone
	s.views[dir] = v
	v.start()
	return true
}

// workspace returns the directory of the go.work that a module is part of, and
// all modules of it; or the module itself, and whether there is a go.work that
// leaves it out.
func workspace(root string) (dir string, roots []string, alone bool) {
	if os.Getenv("GOWORK") == "off" {
		return root, []string{root}, false
	}
	for up := root; ; up = filepath.Dir(up) {
		if file := filepath.Join(up, "go.work"); exists(file) {
			if roots := uses(file); slices.Contains(roots, root) || root == up && len(roots) > 0 {
				return up, roots, false
			}
			return root, []string{root}, true
		}
		if up == filepath.Dir(up) {
			break
		}
	}
	return root, []string{root}, false
}

// uses lists the directories that a go.work file uses.
func uses(file string) []string {
	cmd := exec.Command("go", "work", "edit", "-json", file)
	cmd.Dir = filepath.Dir(file)
	out, err := cmd.Output()
	var work struct{ Use []struct{ DiskPath string } }
	if err != nil || json.Unmarshal(out, &work) != nil {
		return nil
	}
	var dirs []string
	for _, u := range work.Use {
		dir := filepath.FromSlash(u.DiskPath)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(file), dir)
		}
		dirs = append(dirs, realPath(dir))
	}
	return dirs
}

// viewOf finds the view of a file: of the nearest module around it. The caller
// holds the lock.
func (s *server) viewOf(file string) *view {
	var all []*view
	for _, v := range s.views {
		all = append(all, v)
	}
	best, length := (*view)(nil), -1
	slices.SortFunc(all, func(a, b *view) int { return cmp.Compare(a.dir, b.dir) })
	for _, v := range all {
		for _, root := range v.roots {
			if within(root, file) && len(root) > length {
				best, length = v, len(root)
			}
		}
	}
	return best
}
