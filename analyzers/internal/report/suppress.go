package report

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"github.com/paylint/paylint/analyzers/internal/catalog"
)

// Suppression is one directive that silences findings:
//
//	//nolint:sensitivelog // reason     (golangci-lint's form; "paylint" means all checks)
//	//lint:ignore paylint/sensitivelog reason   (staticcheck's form)
type Suppression struct {
	// Checks are the names of the silenced checks; "paylint" is all of them.
	Checks []string
	Reason string
	// Text is the directive without its reason.
	Text     string
	Pos, End token.Pos
	// from and to are the lines it covers, in the directive's file.
	file     *token.File
	from, to int
}

// names reports whether the directive is about check.
func (s *Suppression) names(check string) bool {
	return slices.Contains(s.Checks, check) || slices.Contains(s.Checks, "paylint")
}

// Directives are the suppressions of one package.
type Directives struct {
	All    []*Suppression
	byFile map[*token.File][]*Suppression
}

// Match returns the directive that silences check at pos, or nil. Of several,
// one with a reason is preferred.
func (d *Directives) Match(fset *token.FileSet, check string, pos token.Pos) *Suppression {
	var found *Suppression
	tf := fset.File(pos)
	for _, s := range d.byFile[tf] {
		if s.Covers(check, pos) && (found == nil || found.Reason == "") {
			found = s
		}
	}
	return found
}

// Covers reports whether the directive is about check at pos.
func (s *Suppression) Covers(check string, pos token.Pos) bool {
	if !s.names(check) || int(pos) < s.file.Base() || int(pos) > s.file.Base()+s.file.Size() {
		return false
	}
	line := s.file.Line(pos)
	return s.from <= line && line <= s.to
}

// ParseDirectives reads the suppressions of files. A directive covers its own
// line; alone on a line it covers the next one, or the whole declaration or
// statement that starts there.
func ParseDirectives(fset *token.FileSet, files []*ast.File) *Directives {
	d := &Directives{byFile: make(map[*token.File][]*Suppression)}
	for _, f := range files {
		tf := fset.File(f.FileStart)
		if tf == nil {
			continue
		}
		var inFile []*Suppression
		for _, group := range f.Comments {
			for _, c := range group.List {
				checks, reason, ok := parseDirective(c.Text)
				text := strings.TrimRight(strings.TrimSuffix(c.Text, reason), " \t/")
				if !ok {
					continue
				}
				line := tf.Line(c.Pos())
				s := &Suppression{Checks: checks, Reason: reason, Text: text, Pos: c.Pos(), End: c.End(), file: tf, from: line, to: line}
				inFile = append(inFile, s)
			}
		}
		if len(inFile) == 0 {
			continue
		}
		extend(tf, f, inFile)
		d.All = append(d.All, inFile...)
		d.byFile[tf] = inFile
	}
	return d
}

// extend widens directives that stand before a node to all of its lines.
func extend(tf *token.File, f *ast.File, inFile []*Suppression) {
	starts := make(map[int]int) // first line of a node -> its last line
	code := make(map[int]bool)  // lines on which code starts or ends
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup, *ast.File:
			return true
		}
		start, end := tf.Line(n.Pos()), tf.Line(n.End())
		code[start], code[end] = true, true
		switch n.(type) {
		case ast.Decl, ast.Stmt, ast.Spec, *ast.Field, *ast.KeyValueExpr, ast.Expr:
			starts[start] = max(starts[start], end)
		}
		return true
	})
	for _, s := range inFile {
		if code[s.from] {
			// Behind code: the line itself; at the head of a function the
			// whole function, as golangci-lint does.
			if isFuncHead(tf, f, s.from) {
				s.to = max(s.to, starts[s.from])
			}
			continue
		}
		next := s.from + 1
		for ; next <= tf.LineCount() && !code[next]; next++ {
			if next > s.from+20 {
				break // a directive far from code covers nothing
			}
		}
		s.to = max(next, starts[next])
	}
}

func isFuncHead(tf *token.File, f *ast.File, line int) bool {
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && tf.Line(fn.Pos()) == line {
			return true
		}
	}
	return false
}

// parseDirective reads one comment. It accepts only directives that name
// paylint or one of its checks; a bare //nolint is golangci-lint's business.
func parseDirective(text string) (checks []string, reason string, ok bool) {
	// As golangci-lint reads it, also with blanks: "// nolint: errcheck".
	if rest, found := strings.CutPrefix(strings.TrimLeft(text, "/ "), "nolint:"); found && strings.HasPrefix(text, "//") {
		list, reason, _ := strings.Cut(rest, "//")
		for _, name := range strings.Split(list, ",") {
			if name = strings.ToLower(strings.TrimSpace(name)); isCheck(name) {
				checks = append(checks, name)
			}
		}
		return checks, reasonOf(reason), len(checks) > 0
	}
	if rest, found := strings.CutPrefix(text, "//lint:ignore "); found {
		list, reason := strings.TrimSpace(rest), ""
		if i := strings.IndexAny(list, " \t"); i >= 0 {
			list, reason = list[:i], list[i:]
		}
		for _, name := range strings.Split(list, ",") {
			if name == "paylint" || name == "paylint/*" {
				checks = append(checks, "paylint")
			} else if name, found := strings.CutPrefix(name, "paylint/"); found && name != "" {
				// An unknown check matches nothing, which is reported.
				checks = append(checks, name)
			}
		}
		return checks, reasonOf(reason), len(checks) > 0
	}
	return nil, "", false
}

// isCheck reports whether name is "paylint" or a check of the suite.
func isCheck(name string) bool {
	return name == "paylint" || catalog.IsCheck(name)
}

// reasonOf is what a directive says after its checks; dots and dashes that only
// fill the place are no reason.
func reasonOf(text string) string {
	text = strings.TrimSpace(text)
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return text
}
