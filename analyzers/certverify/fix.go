package certverify

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
	"honnef.co/go/tools/analysis/edit"
)

// deletion returns the edit that takes a field "InsecureSkipVerify: true" out of
// its literal, or the assignment of a literal true out of its block.
func deletion(pass *analysis.Pass, fl *ssaflow.Package, st *ssa.Store) (analysis.TextEdit, bool) {
	node := fl.Node(st)
	if node == nil {
		return analysis.TextEdit{}, false
	}
	var file *ast.File
	for _, f := range pass.Files {
		if f.FileStart <= node.Pos() && node.Pos() < f.FileEnd {
			file = f
		}
	}
	if file == nil {
		return analysis.TextEdit{}, false
	}
	switch n := node.(type) {
	case *ast.KeyValueExpr:
		if !isTrue(pass, n.Value) {
			return analysis.TextEdit{}, false
		}
		path, _ := astutil.PathEnclosingInterval(file, n.Pos(), n.End())
		for _, p := range path {
			if lit, ok := p.(*ast.CompositeLit); ok {
				return fromLiteral(pass, file, lit, n)
			}
		}
	case *ast.AssignStmt:
		if len(n.Lhs) == 1 && len(n.Rhs) == 1 && isTrue(pass, n.Rhs[0]) && inBlock(file, n) && !onlyUse(pass, file, n.Lhs[0]) {
			return line(pass, file, n), true
		}
	}
	return analysis.TextEdit{}, false
}

// isTrue reports whether e is the predeclared true, written out.
func isTrue(pass *analysis.Pass, e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "true" && pass.TypesInfo.ObjectOf(id) != nil && pass.TypesInfo.ObjectOf(id).Pkg() == nil
}

// onlyUse reports whether a local variable is used nowhere but in lhs: without
// that, its declaration would not compile.
func onlyUse(pass *analysis.Pass, file *ast.File, lhs ast.Expr) bool {
	root := lhs
	for {
		sel, ok := ast.Unparen(root).(*ast.SelectorExpr)
		if !ok {
			break
		}
		root = sel.X
	}
	id, ok := ast.Unparen(root).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := pass.TypesInfo.ObjectOf(id).(*types.Var)
	if !ok || v.Parent() == pass.Pkg.Scope() {
		return false
	}
	uses := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if other, ok := n.(*ast.Ident); ok && pass.TypesInfo.Uses[other] == v {
			uses++
		}
		return true
	})
	return uses == 1 && v.Kind() == types.LocalVar
}

// inBlock reports whether a statement stands in a list of statements, so that
// it can be taken out; the post statement of a loop cannot.
func inBlock(file *ast.File, n ast.Stmt) bool {
	path, _ := astutil.PathEnclosingInterval(file, n.Pos(), n.End())
	for i, p := range path {
		if p == ast.Node(n) && i+1 < len(path) {
			switch parent := path[i+1].(type) {
			case *ast.BlockStmt:
				return len(parent.List) > 1
			case *ast.CaseClause:
				return true
			}
			return false
		}
	}
	return false
}

func fromLiteral(pass *analysis.Pass, file *ast.File, lit *ast.CompositeLit, n ast.Expr) (analysis.TextEdit, bool) {
	tf := pass.Fset.File(n.Pos())
	for i, e := range lit.Elts {
		if e != n {
			continue
		}
		prev, next := lit.Lbrace+1, lit.Rbrace
		if i > 0 {
			prev = lit.Elts[i-1].End()
		}
		if i+1 < len(lit.Elts) {
			next = lit.Elts[i+1].Pos()
		}
		alone := tf.Line(prev) < tf.Line(n.Pos()) && tf.Line(n.End()) < tf.Line(next)
		switch {
		case alone:
			return line(pass, file, n), true
		case i+1 < len(lit.Elts):
			return edit.Delete(edit.Range{n.Pos(), next}), true
		case i > 0:
			return edit.Delete(edit.Range{prev, n.End()}), true
		case tf.Line(n.Pos()) == tf.Line(lit.Rbrace):
			return edit.Delete(edit.Range{prev, lit.Rbrace}), true
		}
	}
	return analysis.TextEdit{}, false
}

// line deletes the whole lines of a node, a comment at their end included.
func line(pass *analysis.Pass, file *ast.File, n ast.Node) analysis.TextEdit {
	tf := pass.Fset.File(n.Pos())
	end := file.FileEnd
	if last := tf.Line(n.End()); last < tf.LineCount() {
		end = tf.LineStart(last + 1)
	}
	return edit.Delete(edit.Range{tf.LineStart(tf.Line(n.Pos())), min(end, token.Pos(tf.Base()+tf.Size()))})
}
