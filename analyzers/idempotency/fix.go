package idempotency

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"honnef.co/go/tools/analysis/edit"
)

// keyNames and idNames are variables and fields that a key can be made from:
// keys as they are, ids of the operation with its name.
var (
	keyNames = regexp.MustCompile(`(?i)^(idempotency|idem|request|dedup(lication)?)_?key$`)
	idNames  = regexp.MustCompile(`(?i)^(order|payment|invoice|refund|charge|transaction|tx|txn|payout|transfer|operation|withdrawal|capture)_?(id|ref|reference|no|number|uuid)$`)
)

// fix inserts the header before the statement that sends an *http.Request.
func (c *checker) fix(s *requests.Send) []analysis.SuggestedFix {
	if s.Request == nil || s.Kind != requests.HTTP {
		return nil
	}
	header := "Idempotency-Key"
	if m, ok := provider.MechanismOf(s.Provider); ok {
		if len(m.Headers) == 0 {
			return nil
		}
		header = m.Headers[0]
	}
	call := c.flow.CallExpr(s.Call)
	if call == nil {
		return nil
	}
	var req *ast.Ident
	for _, a := range call.Args {
		if id, ok := ast.Unparen(a).(*ast.Ident); ok && isRequest(c.pass.TypesInfo.TypeOf(id)) {
			req = id
		}
	}
	file := c.file(call.Pos())
	if req == nil || file == nil {
		return nil
	}
	stmt := listed(file, call)
	if stmt == nil {
		return nil
	}
	obj := c.pass.TypesInfo.ObjectOf(req)
	if obj == nil || obj.Pos() >= stmt.Pos() {
		return nil // made in the statement itself
	}
	id := c.idInScope(stmt, s)
	if id == "" {
		return nil
	}
	column := c.pass.Fset.Position(stmt.Pos()).Column
	text := req.Name + ".Header.Set(" + strconv.Quote(header) + ", " + id + ")\n" + strings.Repeat("\t", column-1)
	return []analysis.SuggestedFix{edit.Fix("set "+header+" from "+id, edit.ReplaceWithString(edit.Range{stmt.Pos(), stmt.Pos()}, text))}
}

func isRequest(t types.Type) bool {
	return t != nil && types.TypeString(t, nil) == "*net/http.Request"
}

func (c *checker) file(pos token.Pos) *ast.File {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// listed returns the innermost statement around a node that stands in a list
// of statements.
func listed(file *ast.File, n ast.Node) ast.Stmt {
	path, _ := astutil.PathEnclosingInterval(file, n.Pos(), n.End())
	for i, p := range path {
		stmt, ok := p.(ast.Stmt)
		if !ok || i+1 >= len(path) {
			continue
		}
		switch path[i+1].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return stmt
		case *ast.LabeledStmt:
			return nil
		}
	}
	return nil
}

// idInScope returns an expression for the key from the variables in scope at a
// statement: a key as it is, else an id of the operation behind its name.
func (c *checker) idInScope(stmt ast.Stmt, s *requests.Send) string {
	scope := c.pass.Pkg.Scope().Innermost(stmt.Pos())
	var id string
	for ; scope != nil && scope != c.pass.Pkg.Scope(); scope = scope.Parent() {
		for _, name := range scope.Names() {
			v, ok := scope.Lookup(name).(*types.Var)
			if !ok || v.Pos() >= stmt.Pos() || name == "_" {
				continue
			}
			if isString(v.Type()) {
				switch {
				case keyNames.MatchString(name):
					return name
				case idNames.MatchString(name) && id == "":
					id = name
				}
				continue
			}
			if field := idField(v); field != "" && id == "" {
				id = name + "." + field
			}
		}
	}
	if id == "" {
		return ""
	}
	fn := s.Fn
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	// One order has several operations: the key names this one.
	op := strings.Join(naming.Words(fn.Name()), "-")
	if op == "" || op == "main" {
		return id
	}
	return strconv.Quote(op+"-") + " + " + id
}

func isString(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Kind() == types.String
}

// idField returns the field of a payment's struct that identifies it.
func idField(v *types.Var) string {
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || !naming.PaymentWord(named.Obj().Name()) {
		return ""
	}
	st, ok := named.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	best := ""
	for i := range st.NumFields() {
		f := st.Field(i)
		if !isString(f.Type()) || !f.Exported() && f.Pkg() != v.Pkg() {
			continue
		}
		switch name := f.Name(); {
		case keyNames.MatchString(name):
			return name
		case best == "" && (name == "ID" || name == "Id" || idNames.MatchString(name)):
			best = name
		}
	}
	return best
}
