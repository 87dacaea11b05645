package ssaflow

import (
	"go/ast"
	"go/token"
)

// maxBranches is how many branches a function may have. Beyond that, building
// SSA takes time that grows with the square of the function: a minute of CPU for
// a switch of 50,000 cases.
const maxBranches = 10_000

// withoutGiants are the files of the package with the bodies of functions left
// out that have more than maxBranches branches. Nobody writes such functions by
// hand; about them nothing is known, as about functions in assembly.
func (p *Package) withoutGiants() []*ast.File {
	files := p.Pass.Files
	copied := false
	for i, file := range files {
		var small *ast.File
		for j, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || !giant(fn.Body) {
				continue
			}
			p.Capped++
			if small == nil {
				c := *file
				c.Decls = append([]ast.Decl(nil), file.Decls...)
				small = &c
			}
			c := *fn
			c.Body = nil
			small.Decls[j] = &c
		}
		if small != nil {
			if !copied {
				files = append([]*ast.File(nil), files...)
				copied = true
			}
			files[i] = small
		}
	}
	return files
}

func giant(body *ast.BlockStmt) bool {
	// The shortest branch is "case 1:" and a line's end.
	if body.End()-body.Pos() < 8*maxBranches {
		return false
	}
	n := 0
	ast.Inspect(body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CommClause:
			n++
		case *ast.CaseClause:
			n += max(1, len(node.List))
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return n <= maxBranches
	})
	return n > maxBranches
}
