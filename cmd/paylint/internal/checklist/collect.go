package checklist

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// Run is what a run of the suite was, beside its result.
type Run struct {
	// Dir is where the go command ran; "" is the current directory.
	Dir     string
	Version string
	Go      string
	// Checks, Partial and Excluded are as in [Input].
	Checks, Partial, Excluded []string
	Date                      time.Time
	// IsPayment reports whether a name contains a payment word.
	IsPayment func(string) bool
	// AttestFile is the attestation file; "" is [AttestFile] at the root.
	AttestFile string
}

// Collect makes a report's input from a result. It reads test files (for
// FIN-3), attestations, and the state of the repository. An error is a broken
// attestation file or an unreadable module.
func Collect(res *driver.Result, run Run) (Input, error) {
	in := Input{
		Version: run.Version, GoVersion: run.Go, Checks: run.Checks, Partial: run.Partial, Excluded: run.Excluded, Date: run.Date,
	}
	root := reportRoot(res, run.Dir)
	rel := func(name string) string { return relative(root, name) }
	in.Source = func(file string) ([]byte, error) {
		if filepath.IsAbs(file) || !filepath.IsLocal(filepath.FromSlash(file)) {
			return nil, fs.ErrNotExist
		}
		return res.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	}
	var names []string
	for _, m := range res.Modules {
		names = append(names, m.Path)
	}
	in.Module = strings.Join(names, ", ")
	for _, p := range res.Packages {
		in.Packages = append(in.Packages, p.Path)
		in.Files += p.Files
	}
	place := func(start, end driver.Position) Place {
		return Place{File: rel(start.File), Line: max(1, start.Line), Column: max(1, start.Column), EndLine: max(1, start.Line, end.Line)}
	}
	for _, f := range res.Findings {
		out := Finding{
			Check: f.Check, Category: f.Category, Severity: string(f.Severity), Controls: f.Controls, CWE: f.CWE,
			Message: f.Message, Place: place(f.Start, f.End), Known: f.Known,
		}
		for _, s := range f.Trace {
			out.Trace = append(out.Trace, Step{place(s.Start, s.End), s.Message})
		}
		if s := f.Suppressed; s != nil {
			out.Suppressed = &Suppression{Reason: s.Reason, File: rel(s.Start.File), Line: max(1, s.Start.Line)}
		}
		in.Findings = append(in.Findings, out)
	}
	for _, e := range res.Evidence {
		in.Evidence = append(in.Evidence, Evidence{Check: e.Check, Controls: e.Controls, Text: e.Text, Place: place(e.Start, e.End)})
	}
	for _, i := range res.Incomplete {
		text := i.Error
		if i.Check != "" {
			text = "check " + i.Check + ": " + text
		}
		if i.Pos.File != "" {
			text = fmt.Sprintf("%s:%d:%d: %s", rel(i.Pos.File), i.Pos.Line, i.Pos.Column, text)
		}
		in.Incomplete = append(in.Incomplete, Incomplete{i.Package, text})
	}
	if run.IsPayment != nil {
		tests, err := testFiles(res, rel)
		if err != nil {
			return in, err
		}
		in.Evidence = append(in.Evidence, FailureTests(tests, run.IsPayment)...)
	}
	file := run.AttestFile
	if file == "" {
		file = filepath.Join(root, AttestFile)
	}
	var err error
	if in.Attestations, err = LoadAttestations(file); err != nil {
		return in, err
	}
	in.Commit, in.Modified = revision(root)
	in.LinkBase = linkBase(in.Module, in.Commit, root)
	return in, nil
}

// reportRoot is the directory that places are relative to: the main module's,
// or the directory of the run for a workspace.
func reportRoot(res *driver.Result, dir string) string {
	if len(res.Modules) == 1 && res.Modules[0].Dir != "" {
		return res.Modules[0].Dir
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return abs
}

// relative writes a file name relative to root, with slashes.
func relative(root, name string) string {
	if name == "" {
		return ""
	}
	if r, err := filepath.Rel(root, name); err == nil {
		name = r
	}
	return filepath.ToSlash(name)
}

// testFiles reads the tests beside the named packages, and the packages that
// exist for tests (fake providers).
func testFiles(res *driver.Result, rel func(string) string) ([]TestFile, error) {
	patterns := make(map[string]bool)
	for _, p := range res.Packages {
		if p.Dir == "" {
			continue
		}
		name := "*_test.go"
		if base := path.Base(p.Path); strings.HasSuffix(base, "test") || double(base) {
			name = "*.go"
		}
		patterns[filepath.Join(globEscape(p.Dir), name)] = true
	}
	var files []TestFile
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		names, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := res.ReadFile(name)
			if errors.Is(err, driver.ErrForeign) {
				continue // a pipe or a device: go build does not read it either
			}
			if err != nil {
				return nil, err
			}
			files = append(files, TestFile{rel(name), text})
		}
	}
	return files, nil
}

var globMeta = regexp.MustCompile(`[*?\[\\]`)

func globEscape(dir string) string {
	if os.PathSeparator == '\\' {
		return dir
	}
	return globMeta.ReplaceAllString(dir, `\$0`)
}

// revision returns the commit of a directory and whether the working tree
// differs from it; "" when it is not under git.
func revision(dir string) (commit string, modified bool) {
	out, err := git(dir, "rev-parse", "HEAD")
	if err != nil {
		return "", false
	}
	// Files that git does not know do not make the tree differ: the report
	// itself may be one.
	status, err := git(dir, "status", "--porcelain", "--untracked-files=no")
	return out, err != nil || status != ""
}

func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

var (
	hosted = regexp.MustCompile(`^(github\.com|gitlab\.com)/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+`)
	major  = regexp.MustCompile(`/v[0-9]+$`)
)

// linkBase is the address under which a commit's files can be seen, derived
// from the module's path (never from a remote's address, which may hold a
// token); "" when it is not known.
func linkBase(module, commit, root string) string {
	repo := hosted.FindString(major.ReplaceAllString(module, ""))
	if repo == "" || commit == "" || strings.Contains(module, ", ") {
		return ""
	}
	prefix, err := git(root, "rev-parse", "--show-prefix")
	if err != nil {
		return ""
	}
	tree := "/blob/"
	if strings.HasPrefix(repo, "gitlab.com/") {
		tree = "/-/blob/"
	}
	return "https://" + repo + tree + commit + "/" + prefix
}
