package driver

import (
	"cmp"
	"fmt"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// factStore is what one unit exports to its importers. It is written while the
// unit is analysed and only read afterwards.
type factStore struct {
	objects  map[objectKey]analysis.Fact
	packages map[reflect.Type]analysis.Fact
}

type objectKey struct {
	obj types.Object
	typ reflect.Type
}

func newFactStore() *factStore {
	return &factStore{make(map[objectKey]analysis.Fact), make(map[reflect.Type]analysis.Fact)}
}

// factView is what one pass sees: the facts of its own unit and of everything
// below it.
type factView struct {
	own    *types.Package
	store  *factStore
	others func(*types.Package) (*factStore, *types.Package)
	// visible lists the packages below, with their stores, in a fixed order.
	visible func() []packageStore
}

type packageStore struct {
	pkg   *types.Package
	store *factStore
}

// of returns the store with the facts of pkg, and the package whose objects
// they belong to: a copy of pkg that was recompiled for a test has the facts of
// the original.
func (v *factView) of(pkg *types.Package) (*factStore, *types.Package) {
	if pkg == v.own {
		return v.store, pkg
	}
	return v.others(pkg)
}

func (v *factView) importObject(obj types.Object, fact analysis.Fact) bool {
	if obj == nil {
		panic("nil object")
	}
	if obj.Pkg() == nil {
		return false
	}
	s, home := v.of(obj.Pkg())
	if s == nil || len(s.objects) == 0 {
		return false
	}
	if home != obj.Pkg() {
		path, err := objectpath.For(obj)
		if err != nil {
			return false
		}
		if obj, err = objectpath.Object(home, path); err != nil {
			return false
		}
	}
	return copyFact(fact, s.objects[objectKey{obj, factType(fact)}])
}

func (v *factView) importPackage(pkg *types.Package, fact analysis.Fact) bool {
	if pkg == nil {
		panic("nil package")
	}
	s, _ := v.of(pkg)
	return s != nil && copyFact(fact, s.packages[factType(fact)])
}

func (v *factView) exportObject(obj types.Object, fact analysis.Fact) {
	if obj.Pkg() != v.own {
		panic(fmt.Sprintf("fact %T of an object of another package, %s", fact, obj))
	}
	v.store.objects[objectKey{obj, factType(fact)}] = fact
}

func (v *factView) exportPackage(fact analysis.Fact) { v.store.packages[factType(fact)] = fact }

func (v *factView) allObjects(typesOf map[reflect.Type]bool) []analysis.ObjectFact {
	var all []analysis.ObjectFact
	for _, ps := range append(v.visible(), packageStore{v.own, v.store}) {
		start := len(all)
		for k, f := range ps.store.objects {
			if typesOf[k.typ] {
				all = append(all, analysis.ObjectFact{Object: k.obj, Fact: f})
			}
		}
		slices.SortFunc(all[start:], func(a, b analysis.ObjectFact) int {
			return cmp.Or(cmp.Compare(a.Object.Pos(), b.Object.Pos()), cmp.Compare(a.Object.Name(), b.Object.Name()))
		})
	}
	return all
}

func (v *factView) allPackages(typesOf map[reflect.Type]bool) []analysis.PackageFact {
	var all []analysis.PackageFact
	for _, ps := range append(v.visible(), packageStore{v.own, v.store}) {
		start := len(all)
		for typ, f := range ps.store.packages {
			if typesOf[typ] {
				all = append(all, analysis.PackageFact{Package: ps.pkg, Fact: f})
			}
		}
		slices.SortFunc(all[start:], func(a, b analysis.PackageFact) int {
			return cmp.Compare(fmt.Sprintf("%T", a.Fact), fmt.Sprintf("%T", b.Fact))
		})
	}
	return all
}

// copyFact copies what is stored into what the caller handed in.
func copyFact(dst, src analysis.Fact) bool {
	if src == nil {
		return false
	}
	reflect.ValueOf(dst).Elem().Set(reflect.ValueOf(src).Elem())
	return true
}

func factType(f analysis.Fact) reflect.Type { return reflect.TypeOf(f) }
