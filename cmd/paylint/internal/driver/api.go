package driver

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"slices"
	"strconv"
	"strings"
)

// apiHash identifies what importers can see of a package's declarations:
// exported ones and what can be reached from them, without positions. It is the
// same for a package that was checked from source and one that was read from
// export data.
func apiHash(pkg *types.Package) string {
	h := sha256.New()
	a := &apiWriter{w: h, pkg: pkg, seen: make(map[types.Object]bool)}
	fmt.Fprintf(h, "package %s\n", pkg.Name())
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			a.queue = append(a.queue, obj)
		}
	}
	for len(a.queue) > 0 {
		obj := a.queue[0]
		a.queue = a.queue[1:]
		if !a.seen[obj] {
			a.seen[obj] = true
			a.object(obj)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// typesHash identifies all that an importer that was given the types of a
// package could look at, positions left out, but not their order.
func typesHash(pkg *types.Package) string {
	h := sha256.New()
	a := &apiWriter{w: h, pkg: pkg, seen: make(map[types.Object]bool), whole: true}
	fmt.Fprintf(h, "package %s %s\n", pkg.Name(), pkg.GoVersion())
	var objs []types.Object
	for _, name := range pkg.Scope().Names() {
		objs = append(objs, pkg.Scope().Lookup(name))
	}
	slices.SortFunc(objs, func(x, y types.Object) int { return cmp.Compare(x.Pos(), y.Pos()) })
	for _, obj := range objs {
		a.object(obj)
	}
	var imports []string
	for _, imp := range pkg.Imports() {
		imports = append(imports, imp.Path())
	}
	slices.Sort(imports)
	fmt.Fprintf(h, "%q", imports)
	return fmt.Sprintf("%x", h.Sum(nil))
}

type apiWriter struct {
	// whole: what is not exported counts as well.
	whole bool
	w     io.Writer
	pkg   *types.Package
	seen  map[types.Object]bool
	queue []types.Object
}

func (a *apiWriter) object(obj types.Object) {
	fmt.Fprintf(a.w, "%T %s ", obj, obj.Name())
	switch obj := obj.(type) {
	case *types.Const:
		a.typ(obj.Type())
		io.WriteString(a.w, obj.Val().ExactString())
	case *types.TypeName:
		named, ok := obj.Type().(*types.Named)
		if !ok || obj.IsAlias() {
			a.typ(types.Unalias(obj.Type()))
			break
		}
		a.params(named.TypeParams())
		a.typ(named.Underlying())
		var methods []*types.Func
		for m := range named.Methods() {
			if m.Exported() || a.whole {
				methods = append(methods, m)
			}
		}
		slices.SortFunc(methods, func(x, y *types.Func) int { return strings.Compare(x.Name(), y.Name()) })
		for _, m := range methods {
			io.WriteString(a.w, "\n\t"+m.Name()+" ")
			sig := m.Signature()
			_, pointer := types.Unalias(sig.Recv().Type()).(*types.Pointer)
			fmt.Fprint(a.w, pointer)
			a.typ(sig)
		}
	default:
		a.typ(obj.Type())
	}
	io.WriteString(a.w, "\n")
}

func (a *apiWriter) params(list *types.TypeParamList) {
	for p := range list.TypeParams() {
		fmt.Fprintf(a.w, "[%s ", p.Obj().Name())
		a.typ(p.Constraint())
		io.WriteString(a.w, "]")
	}
}

// typ writes a type; the types of this package that it names are queued.
func (a *apiWriter) typ(t types.Type) {
	switch t := t.(type) {
	case *types.Alias:
		a.typ(types.Unalias(t))
	case *types.Named:
		obj := t.Obj()
		if obj.Pkg() != nil {
			io.WriteString(a.w, strconv.Quote(obj.Pkg().Path())+".")
		}
		io.WriteString(a.w, obj.Name())
		for arg := range t.TypeArgs().Types() {
			io.WriteString(a.w, "[")
			a.typ(arg)
			io.WriteString(a.w, "]")
		}
		if obj.Pkg() == a.pkg && !a.whole {
			a.queue = append(a.queue, t.Origin().Obj())
		}
	case *types.Pointer:
		io.WriteString(a.w, "*")
		a.typ(t.Elem())
	case *types.Slice:
		io.WriteString(a.w, "[]")
		a.typ(t.Elem())
	case *types.Array:
		fmt.Fprintf(a.w, "[%d]", t.Len())
		a.typ(t.Elem())
	case *types.Chan:
		fmt.Fprintf(a.w, "chan%d ", t.Dir())
		a.typ(t.Elem())
	case *types.Map:
		io.WriteString(a.w, "map[")
		a.typ(t.Key())
		io.WriteString(a.w, "]")
		a.typ(t.Elem())
	case *types.Struct:
		io.WriteString(a.w, "struct{")
		for i := range t.NumFields() {
			f := t.Field(i)
			fmt.Fprintf(a.w, "%s %v %q ", f.Name(), f.Embedded(), t.Tag(i))
			a.typ(f.Type())
			io.WriteString(a.w, ";")
		}
		io.WriteString(a.w, "}")
	case *types.Signature:
		io.WriteString(a.w, "func")
		a.params(t.TypeParams())
		a.tuple(t.Params())
		fmt.Fprint(a.w, t.Variadic())
		a.tuple(t.Results())
	case *types.Interface:
		fmt.Fprintf(a.w, "interface{%v ", t.IsComparable())
		for m := range t.Methods() {
			io.WriteString(a.w, m.Name()+" ")
			a.typ(m.Signature())
			io.WriteString(a.w, ";")
		}
		for e := range t.EmbeddedTypes() {
			if _, ok := e.Underlying().(*types.Interface); !ok {
				a.typ(e)
				io.WriteString(a.w, ";")
			}
		}
		io.WriteString(a.w, "}")
	case *types.Union:
		for term := range t.Terms() {
			fmt.Fprintf(a.w, "|%v ", term.Tilde())
			a.typ(term.Type())
		}
	case *types.TypeParam:
		io.WriteString(a.w, "$"+t.Obj().Name())
	default:
		io.WriteString(a.w, t.String())
	}
}

func (a *apiWriter) tuple(t *types.Tuple) {
	io.WriteString(a.w, "(")
	for v := range t.Variables() {
		// Parameters have names that checks look at.
		io.WriteString(a.w, v.Name()+" ")
		a.typ(v.Type())
		io.WriteString(a.w, ",")
	}
	io.WriteString(a.w, ")")
}

// head identifies what the go command reads of a Go file: package, imports,
// build constraints and embedded files. It is "" for a file whose imports
// cannot be read.
func head(src []byte) string {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", src, parser.ImportsOnly|parser.ParseComments)
	if err != nil || f.Name == nil {
		return ""
	}
	lines := []string{"package " + f.Name.Name}
	for _, imp := range f.Imports {
		lines = append(lines, imp.Path.Value)
	}
	for _, group := range f.Comments {
		for _, c := range group.List {
			if group.Pos() < f.Package && isConstraint(c) {
				lines = append(lines, c.Text)
			}
		}
	}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "//go:embed ") {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

func isConstraint(c *ast.Comment) bool {
	return strings.HasPrefix(c.Text, "//go:build") || strings.HasPrefix(c.Text, "// +build") || strings.HasPrefix(c.Text, "//+build") || strings.HasPrefix(c.Text, "//go:debug")
}
