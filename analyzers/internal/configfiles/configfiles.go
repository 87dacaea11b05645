// Package configfiles looks for credentials in the configuration files that lie
// beside the Go code: .env files, YAML, JSON, TOML, properties, Dockerfiles and
// compose files. Only files that git tracks count: what is not tracked is not
// published.
//
// Findings are those of hardcodedsecret (private-key, known-format) and envmix
// (test-in-production, live-in-test). They hold places and names, never a
// secret: four characters at most.
package configfiles

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/envmix"
	"github.com/paylint/paylint/analyzers/hardcodedsecret"
	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
)

// Bounds of what is read: configuration is small, data is not.
const (
	maxSize  = 1 << 20
	maxFiles = 5000
	maxLine  = 64 << 10
)

// Finding is a secret, or a value of the wrong environment, in a file.
type Finding struct {
	Check, Category string
	Severity        catalog.Severity
	Controls, CWE   []string
	Message         string
	// File is absolute. Line and columns count from 1, columns in bytes.
	File                    string
	Line, Column, EndColumn int
	// Offset is where the finding starts in the file, in bytes.
	Offset, EndOffset int
}

// Scan looks through the tracked configuration files below dir. Without git, or
// outside a repository, there are none.
func Scan(ctx context.Context, dir string) ([]Finding, error) {
	files, err := tracked(ctx, dir)
	if err != nil {
		return nil, err
	}
	names := naming.New(nil)
	var out []Finding
	n := 0
	for _, rel := range files {
		if !Relevant(rel) {
			continue
		}
		if n++; n > maxFiles {
			break
		}
		file := filepath.Join(dir, filepath.FromSlash(rel))
		info, err := os.Lstat(file)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxSize {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil || bytes.IndexByte(data[:min(len(data), 8<<10)], 0) >= 0 {
			continue
		}
		f := &scanner{file: file, rel: rel, text: string(data), names: names, kind: kindOf(rel)}
		out = append(out, f.scan()...)
	}
	return out, nil
}

// tracked lists the files that git tracks below dir, relative to it.
func tracked(ctx context.Context, dir string) ([]string, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, nil
	}
	cmd := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0")
	out, err := cmd.Output()
	if err != nil {
		return nil, ctx.Err() // no repository
	}
	var files []string
	for _, f := range strings.Split(string(out), "\x00") {
		if f != "" {
			files = append(files, f)
		}
	}
	return files, nil
}

// skippedDirs hold other people's files.
var skippedDirs = regexp.MustCompile(`(^|/)(vendor|node_modules|third_party|\.git|\.idea|\.vscode|dist|locales?|i18n|translations|bower_components)/`)

// lockFiles are generated and full of digests.
var lockFiles = regexp.MustCompile(`(^|/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock|Pipfile\.lock|poetry\.lock|Cargo\.lock|go\.work\.sum|swagger\.(json|ya?ml)|openapi\.(json|ya?ml)|.*\.min\.json|.*\.lock\.(json|ya?ml|hcl)|\.?golangci.*\.ya?ml)$`)

// Relevant reports whether a file, by its slash-separated path, is a
// configuration file that is looked at.
func Relevant(rel string) bool {
	if skippedDirs.MatchString(rel) || lockFiles.MatchString(rel) {
		return false
	}
	base := strings.ToLower(path.Base(rel))
	switch {
	case base == ".env", strings.HasPrefix(base, ".env."), strings.HasPrefix(base, ".env-"), strings.HasSuffix(base, ".env"), base == ".envrc":
		return true
	case base == "dockerfile", strings.HasPrefix(base, "dockerfile."), strings.HasSuffix(base, ".dockerfile"), base == "containerfile":
		return true
	}
	switch path.Ext(base) {
	case ".yml", ".yaml", ".json", ".toml", ".properties", ".ini", ".cfg", ".conf", ".tfvars":
		return true
	}
	return false
}

// fileKind says what a file is for, as far as its path tells.
type fileKind int

const (
	ordinary fileKind = iota
	// production files configure production.
	production
	// testing files configure tests, development and staging.
	testing
	// sample files are for copying, and fixtures for tests.
	sample
)

var (
	samplePath     = regexp.MustCompile(`(?i)(^|[/._-])(example|examples|sample|samples|template|templates|dist|tpl|fixture|fixtures|testdata|mock|mocks)([/._-]|$)`)
	testingPath    = regexp.MustCompile(`(?i)(^|[/._-])(test|tests|testing|e2e|dev|develop|development|local|staging|stage|sandbox|qa|uat|ci)([/._-]|$)`)
	productionPath = regexp.MustCompile(`(?i)(^|[/._-])(prod|production|live|prd)([/._-]|$)`)
)

func kindOf(rel string) fileKind {
	switch {
	case samplePath.MatchString(rel):
		return sample
	case productionPath.MatchString(rel):
		return production
	case testingPath.MatchString(rel):
		return testing
	}
	return ordinary
}

// docs are the checks whose categories are used.
var docs = map[string]*catalog.Doc{"hardcodedsecret": &hardcodedsecret.Doc, "envmix": &envmix.Doc}
