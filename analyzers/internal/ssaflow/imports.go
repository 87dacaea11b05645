package ssaflow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// createImports creates the packages that this one imports, which the builder
// asks for functions and variables. Those of the module get all members. Of
// others, an SDK's tens of thousands among them, only what this package
// mentions is made: the builder makes methods by itself when they are called.
func (p *Package) createImports(prog *ssa.Program) {
	imports := make(map[*types.Package]map[types.Object]bool)
	for _, imp := range p.Pass.Pkg.Imports() {
		imports[imp] = make(map[types.Object]bool)
	}
	for _, obj := range p.Pass.TypesInfo.Uses {
		if used := imports[obj.Pkg()]; used != nil && obj.Parent() == obj.Pkg().Scope() {
			used[obj] = true
		}
	}
	for imp, used := range imports {
		if p.imports[imp.Path()] != nil {
			prog.CreatePackage(imp, nil, nil, true)
			continue
		}
		file, info := declarations(used)
		prog.CreatePackage(imp, []*ast.File{file}, info, true)
	}
}

// declarations is a source file that declares objects, without their bodies.
func declarations(objs map[types.Object]bool) (*ast.File, *types.Info) {
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object, len(objs))}
	// One declaration can name functions, variables and constants alike: the
	// builder takes what it is from the object.
	spec := &ast.ValueSpec{}
	for obj := range objs {
		if _, ok := obj.(*types.Builtin); ok {
			continue
		}
		id := ast.NewIdent(obj.Name())
		info.Defs[id] = obj
		spec.Names = append(spec.Names, id)
	}
	decl := &ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{spec}}
	return &ast.File{Name: ast.NewIdent("_"), Decls: []ast.Decl{decl}}, info
}
