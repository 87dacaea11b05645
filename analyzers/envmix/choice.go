package envmix

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/literal"
)

// choice says what stands between a value and its use.
type choice int

const (
	// fixed: nothing; the value is always used.
	fixed choice = iota
	// fallback: the value is used when nothing is configured.
	fallback
	// chosen: a branch, a table or a caller picks it, or nothing uses it.
	chosen
)

// use is one place where an object is used, with the nodes around it.
type use struct {
	id      *ast.Ident
	parents []ast.Node
}

// sandboxWord is in the names of what exists for one environment.
var sandboxWord = regexp.MustCompile(`(?i)sandbox|playground|(^|_|[a-z])(Test|Testing|Dev|Staging|Stage|Demo|Qa|UAT|Mock|Fake|Example)([A-Z_0-9]|$)|^(test|dev|staging|demo|mock|fake|example)([A-Z_0-9]|$)`)

// choiceAt judges the place of a node by the nodes around it, outermost first.
func (c *checker) choiceAt(parents []ast.Node, n ast.Node) choice {
	result := fixed
	child := n
	for i := len(parents) - 1; i >= 0; i-- {
		switch p := parents[i].(type) {
		case *ast.IfStmt:
			if child == p.Cond || child == p.Init {
				return chosen
			}
			if _, empty, ok := literal.EmptyTest(p.Cond); !ok || empty != (child == p.Body) || environmentTest(c.pass.TypesInfo, p.Cond) {
				return chosen
			}
			result = fallback
		case *ast.CaseClause, *ast.CommClause, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			return chosen
		case *ast.BinaryExpr:
			if p.Op == token.EQL || p.Op == token.NEQ {
				return chosen
			}
		case *ast.IndexExpr:
			return chosen
		case *ast.KeyValueExpr:
			if p.Key == child {
				return chosen
			}
		case *ast.CompositeLit:
			if t := c.pass.TypesInfo.TypeOf(p); t != nil {
				switch t.Underlying().(type) {
				case *types.Map, *types.Slice, *types.Array:
					return chosen
				}
			}
		case *ast.CallExpr:
			if choice := c.callChoice(p, child); choice != fixed {
				result = choice
			}
		case *ast.FuncDecl:
			if sandboxWord.MatchString(p.Name.Name) {
				return chosen
			}
			if p.Recv != nil && len(p.Recv.List) == 1 && sandboxWord.MatchString(types.ExprString(p.Recv.List[0].Type)) {
				return chosen
			}
			// An early return before this statement chooses as well.
			if c.returnsBefore(p, n) {
				return chosen
			}
		}
		if result == chosen {
			return chosen
		}
		child = parents[i]
	}
	return result
}

// defaultCall are functions that return their last argument when a setting is
// missing.
var defaultCall = regexp.MustCompile(`(?i)env|default|fallback|getor|orelse|lookup|^or$|coalesce|setting|viper|flag|^string(var)?p?$`)

// textCall are functions that only look at or write a text.
var textCall = regexp.MustCompile(`(?i)^(contains|has(prefix|suffix)|equalfold|replace(all)?|trim.*|split.*|index|print.*|log.*|info.*|warn.*|debug.*|error.*|fatal.*|errorf|matchstring|mustcompile|compile|equal|notequal|is.*|register.*|handlefunc|handle|comment|describe)$`)

func (c *checker) callChoice(call *ast.CallExpr, child ast.Node) choice {
	name := literal.CalledName(call)
	switch {
	case textCall.MatchString(name):
		return chosen
	case defaultCall.MatchString(name):
		for _, a := range call.Args {
			if a == child {
				return fallback
			}
		}
	case sandboxWord.MatchString(name) && name != "":
		return fixed
	}
	return fixed
}

// returnsBefore reports whether the function may return before n on a condition
// about the environment: if production { return a }; return b.
func (c *checker) returnsBefore(fn *ast.FuncDecl, n ast.Node) (found bool) {
	if fn.Body == nil {
		return false
	}
	ast.Inspect(fn.Body, func(node ast.Node) bool {
		i, ok := node.(*ast.IfStmt)
		if !ok || i.End() > n.Pos() {
			return !found
		}
		if environmentTest(c.pass.TypesInfo, i.Cond) && len(i.Body.List) > 0 {
			if _, ok := i.Body.List[len(i.Body.List)-1].(*ast.ReturnStmt); ok {
				found = true
			}
		}
		return !found
	})
	return found
}

// choiceOf judges a literal: where it stands, and when it is the value of a
// constant or variable, where that is used.
func (c *checker) choiceOf(l *literal.Literal) choice {
	if l.Bind.Kind == literal.Compare {
		return chosen
	}
	result := c.choiceAt(l.Parents, l.Expr)
	if result != fixed || l.Bind.Kind != literal.Var || l.Bind.Obj == nil {
		return result
	}
	obj := l.Bind.Obj
	if v, ok := obj.(*types.Var); ok && c.reassigned(v) {
		return chosen
	}
	uses := c.usesOf(obj)
	if len(uses) == 0 {
		return chosen // nothing here uses it
	}
	best := chosen
	for _, u := range uses {
		best = min(best, c.choiceAt(u.parents, u.id))
	}
	return best
}

// usesOf returns the uses of a package-level or local object.
func (c *checker) usesOf(obj types.Object) []use {
	if c.uses == nil {
		c.uses = make(map[types.Object][]use)
		wanted := make(map[types.Object]bool)
		for _, l := range c.lits.All {
			if l.Bind.Obj != nil {
				wanted[l.Bind.Obj] = true
			}
		}
		c.identifiers(func(id *ast.Ident, parents []ast.Node) {
			if o := c.pass.TypesInfo.Uses[id]; wanted[o] {
				c.uses[o] = append(c.uses[o], use{id, slices.Clone(parents)})
			}
		})
	}
	return c.uses[obj]
}

// identifiers calls f for every identifier outside of tests with the nodes
// around it.
func (c *checker) identifiers(f func(id *ast.Ident, parents []ast.Node)) {
	c.insp.WithStack([]ast.Node{(*ast.File)(nil), (*ast.Ident)(nil)}, func(n ast.Node, push bool, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.File:
			return push && c.report.Visible(n.Name.Pos()) && !c.inTest(n.Name.Pos())
		case *ast.Ident:
			if push {
				f(n, stack[:len(stack)-1])
			}
		}
		return true
	})
}

// reassigned reports whether a variable is assigned somewhere else as well.
func (c *checker) reassigned(v *types.Var) bool {
	for _, u := range c.usesOf(v) {
		if len(u.parents) == 0 {
			continue
		}
		switch p := u.parents[len(u.parents)-1].(type) {
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				if l == u.id {
					return true
				}
			}
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return true
			}
		}
	}
	return false
}

// environments are the names that environments go by.
var environments = map[string]bool{
	"production": true, "prod": true, "live": true, "release": true, "prd": true,
	"development": true, "dev": true, "develop": true, "local": true, "localhost": true, "test": true, "testing": true,
	"staging": true, "stage": true, "sandbox": true, "qa": true, "uat": true, "debug": true, "ci": true,
}

var (
	environmentName = regexp.MustCompile(`(?i)(^|_|\.|[a-z])(env|environment|stage|profile|ginmode|gin_mode|runmode|run_mode|appmode|deployment|mode)$`)
	environmentBool = regexp.MustCompile(`(?i)^(is|in|on|use|enable|enabled)?_?(prod|production|live|dev|development|local|test|testing|staging|sandbox)_?(env|environment|mode)?$`)
)

// environmentTest reports whether a condition asks for the environment's name.
func environmentTest(info *types.Info, cond ast.Expr) bool {
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.NOT && environmentTest(info, e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return environmentTest(info, e.X) || environmentTest(info, e.Y)
		case token.EQL, token.NEQ:
			return isEnvironment(info, e.X) && namesEnvironment(info, e.Y) || isEnvironment(info, e.Y) && namesEnvironment(info, e.X)
		}
	case *ast.CallExpr:
		name := literal.CalledName(e)
		if strings.EqualFold(name, "EqualFold") && len(e.Args) == 2 {
			return isEnvironment(info, e.Args[0]) && namesEnvironment(info, e.Args[1]) || isEnvironment(info, e.Args[1]) && namesEnvironment(info, e.Args[0])
		}
		return environmentBool.MatchString(name)
	case *ast.SelectorExpr:
		return environmentBool.MatchString(e.Sel.Name)
	case *ast.Ident:
		return environmentBool.MatchString(e.Name)
	}
	return false
}

// isEnvironment reports whether an expression is constant and names one.
func isEnvironment(info *types.Info, e ast.Expr) bool {
	tv := info.Types[e]
	if tv.Value == nil {
		return false
	}
	return environments[strings.ToLower(strings.Trim(tv.Value.ExactString(), `"`))]
}

// namesEnvironment reports whether an expression is called like the setting
// that holds the environment's name.
func namesEnvironment(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return environmentName.MatchString(e.Name)
	case *ast.SelectorExpr:
		return environmentName.MatchString(e.Sel.Name)
	case *ast.IndexExpr:
		return namesEnvironment(info, e.Index)
	case *ast.BasicLit:
		return environmentName.MatchString(strings.Trim(e.Value, "\"`"))
	case *ast.CallExpr:
		for _, a := range e.Args {
			if namesEnvironment(info, a) {
				return true
			}
		}
		return environmentName.MatchString(literal.CalledName(e))
	}
	return false
}
