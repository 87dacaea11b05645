package hardcodedsecret

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// ifStmt is an if statement with the function it is in.
type ifStmt struct {
	stmt *ast.IfStmt
	fn   *ast.FuncDecl
}

// fallbacks reports literals that stand in for a secret that is not configured.
func (c *checker) fallbacks() {
	for _, l := range c.lits {
		if l.bind.call != nil && l.bind.kind == bindArg && !c.quiet(l.pos()) {
			c.defaultArgument(l)
		}
		if l.bind.kind == bindField && !c.quiet(l.pos()) {
			c.flagLiteral(l)
		}
	}
	for _, s := range c.ifs {
		c.ifEmpty(s)
	}
	for _, f := range c.tags {
		c.defaultTag(f)
	}
	c.ifs = nil
}

// getter are functions that return a setting or else their last argument.
var getter = regexp.MustCompile(`(?i)env|default|fallback|getor|orelse|^or$|lookup|config|setting|getstring|^get|^conf|^must|^str(ing)?$`)

// notGetter are functions that do something else with a name and a value.
var notGetter = regexp.MustCompile(`(?i)^(set(env|header|cookie|bool|int)?|unset.*|put|add|del.*|with.*|log.*|print.*|info|warn|error.*|debug|panic.*|fatal.*|replace.*|trim.*|contains|hasprefix|hassuffix|split.*|join|equal.*|compare.*|sprint.*|write.*|bind.*env|register.*|new.*error.*|wrap.*|t|translate|.*message|where|query|exec|select|first|find|having|or|not)$`)

// defaultArgument looks at a literal that follows the name of a setting:
// getEnv("JWT_SECRET", "changeme"), flag.String("api-key", "…", "usage"),
// cmp.Or(os.Getenv("SECRET"), "…"), viper.SetDefault("jwt.secret", "…").
func (c *checker) defaultArgument(l *literal) {
	b := &l.bind
	name := calledName(b.call)
	if isFlagPackage(b.callee) {
		if b.name == "value" {
			c.flagDefault(l)
		}
		return
	}
	if name == "Or" && b.callee != nil && pkgPath(b.callee) == "cmp" || strings.EqualFold(name, "or") || strings.Contains(strings.ToLower(name), "coalesce") || strings.Contains(strings.ToLower(name), "firstnon") {
		for _, a := range b.call.Args {
			if key, ok := c.settingRead(a); ok && c.secretName(key) == isSecret {
				c.addFallback(l.expr, l, key)
			}
		}
		return
	}
	if name == "Default" {
		// kingpin: app.Flag("password", "help").Default("…")
		if sel, ok := ast.Unparen(b.call.Fun).(*ast.SelectorExpr); ok {
			if key, ok := c.chainKey(sel.X); ok && c.secretName(key) == isSecret {
				c.addFallback(l.expr, l, key)
			}
		}
		return
	}
	if b.arg < 1 || !getter.MatchString(name) || notGetter.MatchString(name) {
		return
	}
	for i := b.arg - 1; i >= 0; i-- {
		key, ok := c.constString(b.call.Args[i])
		if !ok || key == "" {
			continue
		}
		if c.secretName(lastSegment(key)) == isSecret || c.secretName(key) == isSecret || envKey(key) {
			c.addFallback(l.expr, l, key)
		}
		return
	}
}

// envKey accepts SPLUNK_KEY and DB_PASS, which as names of variables would be
// too vague.
func envKey(key string) bool {
	return len(key) > 4 && strings.ToUpper(key) == key && (strings.HasSuffix(key, "_KEY") || strings.HasSuffix(key, "_PASS") || strings.HasSuffix(key, "_SALT")) && !notSecretKey.MatchString(key)
}

func lastSegment(key string) string {
	if i := strings.LastIndexAny(key, "./:"); i >= 0 {
		return key[i+1:]
	}
	return key
}

func calledName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.IndexExpr:
		return calledName(&ast.CallExpr{Fun: f.X})
	}
	return ""
}

func isFlagPackage(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch p := fn.Pkg().Path(); {
	case p == "flag", strings.HasSuffix(p, "/pflag"):
		return true
	}
	return false
}

// flagDefault looks at the default of a command-line flag, whose name is the
// argument of the parameter "name".
func (c *checker) flagDefault(l *literal) {
	sig := l.bind.callee.Signature()
	for i := range sig.Params().Len() {
		if sig.Params().At(i).Name() == "name" && i < len(l.bind.call.Args) {
			if key, ok := c.constString(l.bind.call.Args[i]); ok && c.secretName(key) == isSecret {
				c.addFallback(l.expr, l, key)
			}
		}
	}
}

// flagLiteral looks at cli.StringFlag{Name: "api-key", Value: "…"}.
func (c *checker) flagLiteral(l *literal) {
	if l.bind.name != "Value" && l.bind.name != "Default" || !strings.HasSuffix(l.bind.owner, "Flag") && !strings.HasSuffix(l.bind.owner, "Arg") {
		return
	}
	for _, other := range c.lits {
		if other.bind.kind == bindField && other.bind.name == "Name" && other.bind.owner == l.bind.owner &&
			other.fn == l.fn && sameLiteral(c, other, l) && c.secretName(other.value) == isSecret {
			c.addFallback(l.expr, l, other.value)
		}
	}
}

// sameLiteral reports whether two field values stand in one composite literal.
func sameLiteral(c *checker, a, b *literal) bool {
	for _, f := range c.pass.Files {
		if f.FileStart > a.pos() || a.pos() > f.FileEnd {
			continue
		}
		found := false
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || found {
				return !found
			}
			in := 0
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && (kv.Value == a.expr || kv.Value == b.expr) {
					in++
				}
			}
			found = in == 2
			return !found
		})
		return found
	}
	return false
}

// chainKey finds the constant argument of the call that starts a chain.
func (c *checker) chainKey(e ast.Expr) (string, bool) {
	for range 8 {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			return "", false
		}
		if name := calledName(call); (name == "Flag" || name == "Arg") && len(call.Args) > 0 {
			return c.constString(call.Args[0])
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return "", false
		}
		e = sel.X
	}
	return "", false
}

// settingRead returns the name of the setting that an expression reads: an
// environment variable, a configuration key, a map element.
func (c *checker) settingRead(e ast.Expr) (string, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		name := calledName(e)
		if len(e.Args) >= 1 && (strings.HasPrefix(name, "Get") || strings.Contains(strings.ToLower(name), "env") || name == "TrimSpace" || name == "String") {
			if key, ok := c.constString(e.Args[0]); ok {
				return key, true
			}
			return c.settingRead(e.Args[0])
		}
	case *ast.IndexExpr:
		return c.constString(e.Index)
	case *ast.SelectorExpr:
		return e.Sel.Name, true
	case *ast.Ident:
		return e.Name, true
	}
	return "", false
}

// ifEmpty looks at if statements that replace an empty secret:
//
//	if secret == "" { secret = "…" }            if secret == "" { return "…" }
//	if v := m["secret"]; v != "" { x = v } else { x = "…" }
//	if v, ok := os.LookupEnv("SECRET"); ok { return v }; return "…"
func (c *checker) ifEmpty(s ifStmt) {
	subject, empty, ok := emptyTest(s.stmt.Cond)
	if !ok {
		return
	}
	names := c.subjectNames(s, subject)
	branch := ast.Stmt(s.stmt.Body)
	if !empty {
		branch = s.stmt.Else
	}
	if block, ok := branch.(*ast.BlockStmt); ok {
		for _, stmt := range block.List {
			c.replaces(stmt, names, s.fn)
		}
	}
	if !empty && s.stmt.Else == nil && s.fn != nil && endsInReturn(s.stmt.Body) {
		if ret := nextReturn(s.fn.Body, s.stmt); ret != nil {
			c.replaces(ret, names, s.fn)
		}
	}
}

// emptyTest takes x == "", x != "", len(x) == 0, !ok and ok apart. empty says
// that the condition holds when nothing is configured.
func emptyTest(cond ast.Expr) (subject ast.Expr, empty, ok bool) {
	switch e := ast.Unparen(cond).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.LOR || e.Op == token.LAND {
			if s, em, ok := emptyTest(e.X); ok {
				return s, em, true
			}
			return emptyTest(e.Y)
		}
		if e.Op != token.EQL && e.Op != token.NEQ && e.Op != token.GTR {
			return nil, false, false
		}
		x := ast.Unparen(e.X)
		if lit, isLit := ast.Unparen(e.Y).(*ast.BasicLit); isLit {
			switch lit.Value {
			case `""`, "``":
				return x, e.Op == token.EQL, e.Op != token.GTR
			case "0":
				if call, isCall := x.(*ast.CallExpr); isCall && calledName(call) == "len" && len(call.Args) == 1 {
					return call.Args[0], e.Op == token.EQL, true
				}
			}
		}
	case *ast.UnaryExpr:
		if id, isID := ast.Unparen(e.X).(*ast.Ident); isID && e.Op == token.NOT && (id.Name == "ok" || id.Name == "exists" || id.Name == "found" || id.Name == "set") {
			return id, true, true
		}
	case *ast.Ident:
		if e.Name == "ok" || e.Name == "exists" || e.Name == "found" || e.Name == "set" {
			return e, false, true
		}
	}
	return nil, false, false
}

// subjectNames are the names of what is tested: the variable, field or key, and
// the setting it was read from.
func (c *checker) subjectNames(s ifStmt, subject ast.Expr) []string {
	var names []string
	if key, ok := c.settingRead(subject); ok {
		names = append(names, key)
	}
	assign, _ := s.stmt.Init.(*ast.AssignStmt)
	id, isIdent := ast.Unparen(subject).(*ast.Ident)
	if assign == nil && isIdent && s.fn != nil && s.fn.Body != nil {
		obj := c.pass.TypesInfo.ObjectOf(id)
		ast.Inspect(s.fn.Body, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && a.Pos() < s.stmt.Pos() {
				for _, l := range a.Lhs {
					if lid, ok := l.(*ast.Ident); ok && obj != nil && c.pass.TypesInfo.ObjectOf(lid) == obj {
						assign = a
					}
				}
			}
			return true
		})
	}
	if assign != nil && len(assign.Rhs) >= 1 {
		if key, ok := c.settingRead(assign.Rhs[0]); ok {
			names = append(names, key)
		}
		if id, ok := assign.Lhs[0].(*ast.Ident); ok {
			names = append(names, id.Name)
		}
	}
	return names
}

// replaces reports a statement that assigns or returns a literal in place of
// the secret named by one of names.
func (c *checker) replaces(stmt ast.Stmt, names []string, fn *ast.FuncDecl) {
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		if len(s.Lhs) != len(s.Rhs) {
			return
		}
		for i, r := range s.Rhs {
			target, _ := c.settingRead(s.Lhs[i])
			c.replacedBy(r, append([]string{target}, names...))
		}
	case *ast.ReturnStmt:
		for _, r := range s.Results {
			all := names
			if fn != nil {
				all = append([]string{fn.Name.Name}, names...)
			}
			c.replacedBy(r, all)
		}
	}
}

func (c *checker) replacedBy(e ast.Expr, names []string) {
	if c.quiet(e.Pos()) {
		return
	}
	l := c.resolve(e)
	if l == nil {
		return
	}
	for _, n := range names {
		if c.secretName(n) == isSecret || c.secretName(lastSegment(n)) == isSecret {
			c.addFallback(e, l, n)
			return
		}
	}
	// testSx, an opaque name: the literal must speak for itself.
	if len(names) > 0 && strengthOf(l.value) == provider.Random && len(l.value) >= 24 {
		c.addFallback(e, l, names[0])
	}
}

func endsInReturn(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	_, ok := b.List[len(b.List)-1].(*ast.ReturnStmt)
	return ok
}

// nextReturn returns the return statement right behind stmt in its block.
func nextReturn(body *ast.BlockStmt, stmt ast.Stmt) (ret *ast.ReturnStmt) {
	if body == nil {
		return nil
	}
	ast.Inspect(body, func(n ast.Node) bool {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		default:
			return ret == nil
		}
		for i, s := range list {
			if s == stmt && i+1 < len(list) {
				ret, _ = list[i+1].(*ast.ReturnStmt)
			}
		}
		return ret == nil
	})
	return ret
}

// addFallback reports literal l, used at e in place of the secret called key.
func (c *checker) addFallback(e ast.Expr, l *literal, key string) {
	v := strings.TrimSpace(l.value)
	if !credentialText(v) {
		return
	}
	warn := false
	if hasDSNName(key) {
		password, host, ok := parseDSN(v)
		if !ok || password == "" {
			return
		}
		warn = provider.ReachOf(host) == provider.Loopback || provider.ReachOf(host) == provider.Local
	}
	d := c.verdict(l, "fallback", "when "+quoteName(key)+" is not configured, a literal ("+provider.Masked(v)+") takes its place; fail at start instead")
	if warn {
		d.severity = catalog.Warning
	}
	c.add(d)
}

// credentialText reports whether a fallback can be a credential: no path, URL
// without password, number of seconds, boolean, template or sentence.
func credentialText(v string) bool {
	switch strings.ToLower(v) {
	case "", "true", "false", "none", "null", "nil", "bearer", "basic", "-", "unknown", "n/a", "disabled", "auto":
		return false
	}
	if strings.Contains(v, "://") || strings.Contains(v, "@") && dsnPassword(v) {
		return dsnPassword(v)
	}
	if strings.HasPrefix(v, "/") || strings.HasPrefix(v, "./") || strings.HasPrefix(v, "~") || strings.Contains(v, "${") || strings.Contains(v, "{{") ||
		strings.HasPrefix(v, "<") || strings.Contains(v, " ") && !strings.ContainsAny(v, "0123456789") {
		return false
	}
	if filePath.MatchString(v) || provider.IsPublishable(v) {
		return false
	}
	return len(v) >= 3
}

var filePath = regexp.MustCompile(`^[\w./\\-]+\.(pem|key|crt|cer|p12|pfx|json|ya?ml|toml|txt|env|conf|html|go)$`)

// defaultTag looks at default values in struct tags.
func (c *checker) defaultTag(f *ast.Field) {
	tag := tagText(f)
	for _, key := range []string{"default", "envDefault", "env-default", "env", "conf", "flag"} {
		text, ok := tag.Lookup(key)
		if !ok {
			continue
		}
		switch key {
		case "env":
			_, text, ok = strings.Cut(text, "default=")
		case "conf":
			if _, text, ok = strings.Cut(text, "default:"); ok {
				text, _, _ = strings.Cut(text, ",")
			}
		case "flag":
			ok = false
		}
		if !ok || !credentialText(text) {
			continue
		}
		for _, name := range c.fieldNames(f, tag) {
			if c.secretName(name) != isSecret {
				continue
			}
			if hasDSNName(name) && !dsnPassword(text) {
				break
			}
			if t := c.pass.TypesInfo.TypeOf(f.Type); t != nil && !holdsText(t) {
				break
			}
			c.add(&verdict{category: "fallback", pos: f.Tag.Pos(), end: f.Tag.End(),
				message: "when " + quoteName(name) + " is not configured, the literal in the tag (" + provider.Masked(text) + ") takes its place; fail at start instead"})
			break
		}
	}
}

// tagFormats looks for known secrets in struct tags.
func (c *checker) tagFormats(f *ast.Field) {
	text := string(tagText(f))
	for _, m := range provider.FindSecrets(text, strings.Join(c.fieldNames(f, tagText(f)), " ")) {
		secret := text[m.Start:m.End]
		if documentationKey(secret) || m.ID == "pem-private-key" || strings.Contains(text[:m.Start], "example:") {
			continue
		}
		v := &verdict{category: "known-format", pos: f.Tag.Pos(), end: f.Tag.End(),
			message: article(m.What) + " (" + provider.Masked(secret) + ") is in a struct tag; " + instead}
		if m.Class == provider.Test || m.Weak {
			v.severity = catalog.Warning
		}
		c.add(v)
	}
}

func tagText(f *ast.Field) reflect.StructTag {
	t, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return ""
	}
	return reflect.StructTag(t)
}

// fieldNames are the names a field goes by: its own and those in its tags.
func (c *checker) fieldNames(f *ast.Field, tag reflect.StructTag) []string {
	var names []string
	for _, n := range f.Names {
		names = append(names, n.Name)
	}
	for _, key := range []string{"env", "envconfig", "mapstructure", "yaml", "json", "koanf", "toml"} {
		if v, ok := tag.Lookup(key); ok {
			if v, _, _ = strings.Cut(v, ","); v != "" && v != "-" {
				names = append(names, v)
			}
		}
	}
	return names
}
