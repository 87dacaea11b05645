package hardcodedsecret

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// Bounds of the files that are looked at for one variable.
const (
	maxEmbedFiles = 100
	maxEmbedSize  = 1 << 20
)

// embedded looks for secrets in files that become part of the program.
func (c *checker) embedded() {
	for _, f := range c.pass.Files {
		if !c.report.Visible(f.Name.Pos()) || !imports(f, "embed") {
			continue
		}
		dir := filepath.Dir(c.pass.Fset.Position(f.Package).Filename)
		for _, d := range f.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, s := range gen.Specs {
				spec := s.(*ast.ValueSpec)
				doc := spec.Doc
				if doc == nil && len(gen.Specs) == 1 {
					doc = gen.Doc
				}
				if len(spec.Names) == 1 {
					c.embedSpec(dir, spec.Names[0], patterns(doc))
				}
			}
		}
	}
}

func imports(f *ast.File, path string) bool {
	for _, i := range f.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil && p == path {
			return true
		}
	}
	return false
}

// patterns returns the patterns of //go:embed directives.
func patterns(doc *ast.CommentGroup) []string {
	if doc == nil {
		return nil
	}
	var out []string
	for _, com := range doc.List {
		if rest, ok := strings.CutPrefix(com.Text, "//go:embed "); ok {
			for _, p := range strings.Fields(rest) {
				if u, err := strconv.Unquote(p); err == nil {
					p = u
				}
				out = append(out, strings.TrimPrefix(p, "all:"))
			}
		}
	}
	return out
}

// embedSpec looks through the files of one variable and reports the first
// secret at its name.
func (c *checker) embedSpec(dir string, name *ast.Ident, patterns []string) {
	for _, file := range embedFiles(dir, patterns) {
		info, err := os.Stat(file)
		if err != nil || info.Size() > maxEmbedSize || !info.Mode().IsRegular() {
			continue
		}
		data, err := c.pass.ReadFile(file)
		if err != nil {
			data, err = os.ReadFile(file)
		}
		if err != nil || strings.IndexByte(string(data[:min(len(data), 1024)]), 0) >= 0 {
			continue
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			rel = filepath.Base(file)
		}
		if v := c.embedVerdict(name, filepath.ToSlash(rel), string(data)); v != nil {
			v.pos, v.end = name.Pos(), name.End()
			c.add(v)
			return
		}
	}
}

func (c *checker) embedVerdict(name *ast.Ident, file, text string) *verdict {
	for _, m := range provider.FindSecrets(text, name.Name+" "+file) {
		secret := text[m.Start:m.End]
		if m.ID == "pem-private-key" {
			if c.quiet(name.Pos()) && (!provider.ParsesAsPrivateKey(text[m.Start:]) || testMark.MatchString(file+" "+name.Name)) {
				continue
			}
			return &verdict{category: "private-key", message: "the embedded file " + file + " holds a private key; " + insteadKey}
		}
		if provider.DocumentationKey(secret) || c.quiet(name.Pos()) && m.Class != provider.Live {
			continue
		}
		v := &verdict{category: "known-format",
			message: "the embedded file " + file + " holds " + article(m.What) + " (" + provider.Masked(secret) + "); " + instead}
		if m.Class == provider.Test || m.Weak {
			v.severity = catalog.Warning
		}
		return v
	}
	return nil
}

// embedFiles lists the files that patterns select, directories with all in them.
func embedFiles(dir string, patterns []string) []string {
	var files []string
	for _, p := range patterns {
		matches, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			continue
		}
		for _, m := range matches {
			_ = filepath.WalkDir(m, func(path string, d fs.DirEntry, err error) error {
				if err != nil || len(files) >= maxEmbedFiles {
					return fs.SkipAll
				}
				if !d.IsDir() {
					files = append(files, path)
				}
				return nil
			})
		}
	}
	return files
}
