package messageauth

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/analysis/edit"
)

// replaced are the packages whose import may become unused by a fix.
var replaced = map[string]bool{"bytes": true, "strings": true, "reflect": true, "slices": true, "cmp": true}

// fixes returns the suggested fixes of the flagged comparisons. Where the fixes
// of a file together leave an import unused, the first of them makes all
// changes at once, so that every fix leaves code that compiles.
func (c *checker) fixes() [][]analysis.SuggestedFix {
	out := make([][]analysis.SuggestedFix, len(c.flagged))
	byFile := make(map[*ast.File][]int)
	var order []*ast.File
	for i, f := range c.flagged {
		if f.cmp.node == nil || !c.r.Visible(f.cmp.pos) {
			continue
		}
		if file := c.fileOf(f.cmp.pos); file != nil {
			if byFile[file] == nil {
				order = append(order, file)
			}
			byFile[file] = append(byFile[file], i)
		}
	}
	for _, file := range order {
		c.fixFile(file, byFile[file], out)
	}
	return out
}

func (c *checker) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// rewrite is the change of one comparison.
type rewrite struct {
	index   int
	change  analysis.TextEdit
	imports string // package to import
	drops   string // package that is used once less
	message string
}

func (c *checker) fixFile(file *ast.File, indexes []int, out [][]analysis.SuggestedFix) {
	var edits []rewrite
	drops := make(map[string]int)
	for _, i := range indexes {
		if e, ok := c.rewrite(c.flagged[i]); ok {
			e.index = i
			edits = append(edits, e)
			drops[e.drops]++
		}
	}
	unused := func(pkg string, n int) bool { return pkg != "" && c.importUses(file, pkg) == n }
	joint := false
	for pkg, n := range drops {
		joint = joint || n > 1 && unused(pkg, n)
	}
	if joint {
		var all []analysis.TextEdit
		imports := make(map[string]bool)
		remove := make(map[string]bool)
		for _, e := range edits {
			all = append(all, e.change)
			imports[e.imports] = true
			if unused(e.drops, drops[e.drops]) {
				remove[e.drops] = true
			}
		}
		all = append(all, c.importEdits(file, imports, remove)...)
		out[edits[0].index] = []analysis.SuggestedFix{edit.Fix("Compare signatures and secrets of this file in constant time", all...)}
		return
	}
	for _, e := range edits {
		remove := make(map[string]bool)
		if unused(e.drops, 1) {
			remove[e.drops] = true
		}
		all := append([]analysis.TextEdit{e.change}, c.importEdits(file, map[string]bool{e.imports: true}, remove)...)
		out[e.index] = []analysis.SuggestedFix{edit.Fix(e.message, all...)}
	}
}

// isWritten reports whether an expression is a literal, converted or not.
func isWritten(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return true
	case *ast.CallExpr:
		return len(e.Args) == 1 && isWritten(e.Args[0]) && !isSelector(e.Fun)
	}
	return false
}

// isSelector reports whether a call is of a method or of another package's
// function, and so no conversion.
func isSelector(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok
}

// rewrite builds the constant-time form of a comparison.
func (c *checker) rewrite(f *flag) (rewrite, bool) {
	var a, b ast.Expr
	negate, drops := false, ""
	switch n := f.cmp.node.(type) {
	case *ast.BinaryExpr:
		a, b, negate = n.X, n.Y, n.Op == token.NEQ
	case *ast.CallExpr:
		if len(n.Args) != 2 || !strings.HasSuffix(f.cmp.how, ".Equal") && f.cmp.how != "reflect.DeepEqual" {
			return rewrite{}, false // the result or the meaning is another
		}
		sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
		if !ok {
			return rewrite{}, false
		}
		pkg, ok := sel.X.(*ast.Ident)
		if !ok {
			return rewrite{}, false
		}
		if name, ok := c.pass.TypesInfo.Uses[pkg].(*types.PkgName); ok && replaced[name.Imported().Path()] {
			drops = name.Imported().Path()
		}
		a, b = n.Args[0], n.Args[1]
	default:
		return rewrite{}, false
	}
	if isWritten(a) || isWritten(b) {
		return rewrite{}, false // a secret in the source: edits are kept in caches and reports
	}
	x, okX := c.bytesOf(a)
	y, okY := c.bytesOf(b)
	file := c.fileOf(f.cmp.pos)
	if !okX || !okY || file == nil {
		return rewrite{}, false
	}
	e := rewrite{imports: "crypto/hmac", drops: drops}
	text := ""
	if f.sub.shared {
		e.imports = "crypto/subtle"
		op := "=="
		if negate {
			op = "!="
		}
		text = c.qualifier(file, e.imports, f.cmp.pos) + ".ConstantTimeCompare(" + x + ", " + y + ") " + op + " 1"
	} else {
		not := ""
		if negate {
			not = "!"
		}
		text = not + c.qualifier(file, e.imports, f.cmp.pos) + ".Equal(" + x + ", " + y + ")"
	}
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "!.") {
		return rewrite{}, false // the name is taken by something else
	}
	e.message = "Compare with " + strings.TrimPrefix(e.imports, "crypto/")
	e.change = edit.ReplaceWithString(f.cmp.node, text)
	return e, true
}

// bytesOf writes an operand as a byte slice.
func (c *checker) bytesOf(e ast.Expr) (string, bool) {
	e = ast.Unparen(e)
	t := c.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return "", false
	}
	// string(b) of bytes is b.
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && c.pass.TypesInfo.Types[call.Fun].IsType() {
		if inner := c.pass.TypesInfo.TypeOf(call.Args[0]); inner != nil && isBytes(inner) {
			return c.source(call.Args[0])
		}
	}
	switch {
	case isBytes(t):
		return c.source(e)
	case isBasic(t, types.IsString):
		s, ok := c.source(e)
		return "[]byte(" + s + ")", ok
	}
	return "", false
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}

func (c *checker) source(e ast.Expr) (string, bool) {
	var buf bytes.Buffer
	if err := format.Node(&buf, c.pass.Fset, e); err != nil || strings.Contains(buf.String(), "\n") {
		return "", false
	}
	return buf.String(), true
}

// qualifier is the name of an imported package in a file, or the name it will
// be imported under; "" when that name means something else at pos.
func (c *checker) qualifier(file *ast.File, path string, pos token.Pos) string {
	name, imported := path[strings.LastIndexByte(path, '/')+1:], false
	for _, spec := range file.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p == path {
			imported = true
			if spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	scope := c.pass.Pkg.Scope().Innermost(pos)
	if scope == nil || name == "." || name == "_" {
		return ""
	}
	_, obj := scope.LookupParent(name, pos)
	if pkg, ok := obj.(*types.PkgName); ok && imported && pkg.Imported().Path() == path {
		return name
	}
	if obj != nil || imported {
		return ""
	}
	return name
}

// importUses counts the uses of an imported package in a file; -1 when it is
// not imported.
func (c *checker) importUses(file *ast.File, path string) int {
	n, found := 0, false
	for _, spec := range file.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p == path && spec.Name == nil {
			found = true
		}
	}
	if !found {
		return -1
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if id, ok := node.(*ast.Ident); ok {
			if name, ok := c.pass.TypesInfo.Uses[id].(*types.PkgName); ok && name.Imported().Path() == path {
				n++
			}
		}
		return true
	})
	return n
}

// importEdits adds and removes imports, keeping blocks sorted.
func (c *checker) importEdits(file *ast.File, add, remove map[string]bool) []analysis.TextEdit {
	var edits []analysis.TextEdit
	have := make(map[string]bool)
	var decl *ast.GenDecl
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			if decl == nil || !decl.Lparen.IsValid() && g.Lparen.IsValid() {
				decl = g
			}
		}
	}
	for _, spec := range file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		have[p] = true
	}
	for _, path := range []string{"crypto/hmac", "crypto/subtle"} {
		if !add[path] || have[path] {
			continue
		}
		line := strconv.Quote(path)
		switch {
		case decl == nil:
			edits = append(edits, insert(file.Name.End(), "\n\nimport "+line))
		case !decl.Lparen.IsValid():
			edits = append(edits, insert(decl.Pos(), "import "+line+"\n"))
		default:
			edits = append(edits, c.insertImport(decl, path, remove))
		}
	}
	for _, spec := range file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		if remove[p] {
			edits = append(edits, c.removeImport(spec))
		}
	}
	return edits
}

// insertImport puts an import before the first one of the standard library's
// group that sorts after it, or in the place of one that goes.
func (c *checker) insertImport(decl *ast.GenDecl, path string, remove map[string]bool) analysis.TextEdit {
	var last *ast.ImportSpec
	for _, s := range decl.Specs {
		spec := s.(*ast.ImportSpec)
		p, _ := strconv.Unquote(spec.Path.Value)
		if last != nil && c.line(spec.Pos()) > c.line(last.End())+1 {
			break // the next group
		}
		if p > path && remove[p] {
			delete(remove, p)
			return edit.ReplaceWithString(spec, strconv.Quote(path))
		}
		if p > path {
			return insert(spec.Pos(), strconv.Quote(path)+"\n\t")
		}
		last = spec
	}
	if last == nil {
		return insert(decl.Lparen+1, "\n\t"+strconv.Quote(path)+"\n")
	}
	if p, _ := strconv.Unquote(last.Path.Value); remove[p] {
		delete(remove, p)
		return edit.ReplaceWithString(last, strconv.Quote(path))
	}
	return insert(last.End(), "\n\t"+strconv.Quote(path))
}

// removeImport deletes the line of an import.
func (c *checker) removeImport(spec *ast.ImportSpec) analysis.TextEdit {
	tf := c.pass.Fset.File(spec.Pos())
	line := tf.Line(spec.Pos())
	pos, end := tf.LineStart(line), spec.End()
	if line < tf.LineCount() {
		end = tf.LineStart(line + 1)
	}
	return edit.Delete(edit.Range{pos, end})
}

// insert puts text before a position.
func insert(pos token.Pos, text string) analysis.TextEdit {
	return edit.ReplaceWithString(edit.Range{pos, pos}, text)
}

func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
