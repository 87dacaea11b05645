package checklist

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// TestFile is the text of a _test.go file of the module.
type TestFile struct {
	File string // as in [Place]
	Text []byte
}

// FailureTests finds tests that make a payment provider fail: HTTP handlers
// that answer with a 5xx or 429 or hang, doubles that return an error, and
// errors of the network used as a test's input. They are evidence for FIN-3.
//
// A place counts when its file is in payment context: isPayment says whether a
// name contains a payment word. A file that does not parse is skipped; the
// analysis reports it.
func FailureTests(files []TestFile, isPayment func(name string) bool) []Evidence {
	var all []Evidence
	for _, f := range files {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f.File, f.Text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil || ast.IsGenerated(file) {
			continue
		}
		s := &failureScan{fset: fset, file: f.File, isPayment: isPayment, imports: importNames(file)}
		s.payment = isPayment(file.Name.Name) || isPayment(strings.TrimSuffix(path.Base(f.File), "_test.go"))
		for _, decl := range file.Decls {
			s.decl(decl)
		}
		all = append(all, s.found...)
	}
	return all
}

// importNames maps the names under which a file sees packages to their paths.
func importNames(file *ast.File) map[string]string {
	names := make(map[string]string)
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = p
	}
	return names
}

// failureScan looks through one file.
type failureScan struct {
	fset      *token.FileSet
	file      string
	isPayment func(string) bool
	imports   map[string]string
	payment   bool // the file is in payment context
	found     []Evidence
}

// decl looks at one top-level declaration; it is in payment context when the
// file is, or when its own names are.
func (s *failureScan) decl(decl ast.Decl) {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok || fn.Body == nil {
		return
	}
	if !s.payment && !s.isPayment(fn.Name.Name) && !s.isPayment(receiver(fn)) && !s.mentions(fn.Body) {
		return
	}
	before := len(s.found)
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if isHandler(n.Type) {
				s.handler(n.Body)
			}
		case *ast.CompositeLit:
			s.response(n)
		}
		return true
	})
	if isHandler(fn.Type) {
		s.handler(fn.Body)
	}
	if double(receiver(fn)) {
		s.failingDouble(fn)
	}
	// A handler within a handler is seen twice.
	s.found = append(s.found[:before], dedupe(s.found[before:])...)
}

func dedupe(es []Evidence) []Evidence {
	seen := make(map[string]bool)
	var out []Evidence
	for _, e := range es {
		key := fmt.Sprint(e.Line, e.Column)
		if !seen[key] {
			seen[key] = true
			out = append(out, e)
		}
	}
	return out
}

// mentions reports whether identifiers of a body contain a payment word.
func (s *failureScan) mentions(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			found = found || s.isPayment(n.Sel.Name)
		case *ast.BasicLit:
			if v, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && strings.HasPrefix(v, "/") {
				found = found || s.isPayment(v)
			}
		}
		return !found
	})
	return found
}

func (s *failureScan) add(n ast.Node, format string, args ...any) {
	pos, end := s.fset.Position(n.Pos()), s.fset.Position(n.End())
	s.found = append(s.found, Evidence{
		Check: "tests", Controls: []string{"FIN-3"}, Text: fmt.Sprintf(format, args...),
		Place: Place{File: s.file, Line: pos.Line, Column: pos.Column, EndLine: end.Line},
	})
}

// isHandler reports whether a function has the parameters of an HTTP handler.
func isHandler(t *ast.FuncType) bool {
	if t.Params == nil {
		return false
	}
	for _, p := range t.Params.List {
		if sel, ok := p.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "ResponseWriter" {
			return true
		}
	}
	return false
}

// handler looks for failing answers in the body of a test's HTTP handler.
func (s *failureScan) handler(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch {
		case sel.Sel.Name == "WriteHeader" && len(call.Args) == 1:
			if code := s.failure(call.Args[0]); code != 0 {
				s.add(call, "a test's provider answers %d", code)
			}
		case sel.Sel.Name == "Error" && len(call.Args) == 3 && s.is(sel.X, "net/http"):
			if code := s.failure(call.Args[2]); code != 0 {
				s.add(call, "a test's provider answers %d", code)
			}
		case sel.Sel.Name == "Sleep" && s.is(sel.X, "time"):
			s.add(call, "a test's provider answers late")
		case sel.Sel.Name == "Hijack":
			s.add(call, "a test's provider drops the connection")
		}
		return true
	})
}

// response looks for literals with a failing status: the http.Response of a
// test's transport, or an error of the module that carries a status.
func (s *failureScan) response(lit *ast.CompositeLit) {
	sel, _ := lit.Type.(*ast.SelectorExpr)
	transport := sel != nil && sel.Sel.Name == "Response" && s.is(sel.X, "net/http")
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, ok := kv.Key.(*ast.Ident)
		if !ok || !statusFields[key.Name] {
			continue
		}
		switch code := s.failure(kv.Value); {
		case code == 0:
		case transport:
			s.add(kv, "a test's transport answers %d", code)
		case lit.Type != nil:
			s.add(kv, "a test makes up an answer with status %d", code)
		}
	}
}

// statusFields are the names of fields that hold an HTTP status.
var statusFields = map[string]bool{"Status": true, "StatusCode": true, "HTTPStatus": true, "HTTPStatusCode": true, "HTTPCode": true}

// failingDouble looks for errors that a test double's method makes up.
func (s *failureScan) failingDouble(fn *ast.FuncDecl) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		ret, ok := n.(*ast.ReturnStmt)
		if !ok || len(ret.Results) == 0 {
			return true
		}
		last := ret.Results[len(ret.Results)-1]
		if what := s.madeUpError(last); what != "" {
			s.add(ret, "test double %s returns %s", receiver(fn), what)
		}
		return true
	})
}

// madeUpError names the error that an expression makes, "" for none.
func (s *failureScan) madeUpError(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.CallExpr:
		if sel, ok := e.Fun.(*ast.SelectorExpr); ok {
			if s.is(sel.X, "errors") && sel.Sel.Name == "New" || s.is(sel.X, "fmt") && sel.Sel.Name == "Errorf" {
				return "an error"
			}
		}
	case *ast.SelectorExpr:
		switch {
		case s.is(e.X, "context") && (e.Sel.Name == "DeadlineExceeded" || e.Sel.Name == "Canceled"):
			return "context." + e.Sel.Name
		case s.is(e.X, "io") && (e.Sel.Name == "ErrUnexpectedEOF" || e.Sel.Name == "EOF"):
			return "io." + e.Sel.Name
		case s.is(e.X, "os") && e.Sel.Name == "ErrDeadlineExceeded":
			return "os.ErrDeadlineExceeded"
		case strings.HasPrefix(strings.ToLower(e.Sel.Name), "fail") || strings.HasSuffix(strings.ToLower(e.Sel.Name), "err"):
			return "its error " + e.Sel.Name // a field the test sets: f.chargeErr, f.failWith
		}
	}
	return ""
}

// is reports whether an expression is the name of an imported package.
func (s *failureScan) is(e ast.Expr, pkg string) bool {
	id, ok := e.(*ast.Ident)
	return ok && s.imports[id.Name] == pkg
}

// statusNames are net/http's constants for statuses that say "not now".
var statusNames = map[string]int{
	"StatusTooManyRequests": 429, "StatusRequestTimeout": 408,
	"StatusInternalServerError": 500, "StatusNotImplemented": 501, "StatusBadGateway": 502,
	"StatusServiceUnavailable": 503, "StatusGatewayTimeout": 504,
}

// failure returns the status an expression stands for if it is one of a
// provider that fails, 0 otherwise.
func (s *failureScan) failure(e ast.Expr) int {
	switch e := e.(type) {
	case *ast.BasicLit:
		code, err := strconv.Atoi(e.Value)
		if err == nil && (code == 408 || code == 429 || 500 <= code && code <= 599) {
			return code
		}
	case *ast.SelectorExpr:
		if s.is(e.X, "net/http") {
			return statusNames[e.Sel.Name]
		}
	}
	return 0
}

// receiver returns the name of a method's receiver type, "" for functions.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// double reports whether a type's name says that it stands in for another.
func double(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"fake", "mock", "stub", "fail", "broken", "flaky", "erroring", "dummy"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
