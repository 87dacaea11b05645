package hardcodedsecret

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// fallbacks reports literals that stand in for a secret that is not configured.
func (c *checker) fallbacks() {
	for _, l := range c.lits.All {
		if l.Bind.Call != nil && l.Bind.Kind == literal.Arg && !c.quiet(l.Pos()) {
			c.defaultArgument(l)
		}
		if l.Bind.Kind == literal.Field && !c.quiet(l.Pos()) {
			c.flagLiteral(l)
		}
		if l.Bind.Kind == literal.Key && !c.quiet(l.Pos()) {
			c.defaultElement(l)
		}
	}
	for _, s := range c.lits.Ifs {
		c.ifEmpty(s)
	}
	for _, f := range c.lits.Tags {
		c.defaultTag(f)
	}
}

// getter are functions that return a setting or else their last argument.
var getter = regexp.MustCompile(`(?i)env|default|fallback|getor|orelse|^or$|lookup|config|setting|getstring|^get|^conf|^must|^str(ing)?$`)

var strongGetter = regexp.MustCompile(`(?i)env|default|fallback|getor|orelse|lookup`)

// settingKeyText is how settings are named: JWT_SECRET, jwt.secret, jwt-secret.
var settingKeyText = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$|^[a-z0-9]+([._-][a-z0-9]+)+$`)

// notGetter are functions that do something else with a name and a value.
var notGetter = regexp.MustCompile(`(?i)^(set(env|header|cookie|bool|int)?|unset.*|put|add|del.*|with.*|log.*|print.*|info|warn|error.*|debug|panic.*|fatal.*|replace.*|trim.*|contains|hasprefix|hassuffix|split.*|join|equal.*|compare.*|sprint.*|write.*|bind.*env|register.*|new.*error.*|wrap.*|t|translate|.*message|where|query|exec|select|first|find|having|or|not)$`)

// defaultArgument looks at a literal that follows the name of a setting:
// getEnv("JWT_SECRET", "changeme"), flag.String("api-key", "…", "usage"),
// cmp.Or(os.Getenv("SECRET"), "…"), viper.SetDefault("jwt.secret", "…").
func (c *checker) defaultArgument(l *literal.Literal) {
	b := &l.Bind
	name := literal.CalledName(b.Call)
	if isFlagPackage(b.Callee) {
		if b.Name == "value" {
			c.flagDefault(l)
		}
		return
	}
	if name == "Or" && b.Callee != nil && pkgPath(b.Callee) == "cmp" || strings.EqualFold(name, "or") || strings.Contains(strings.ToLower(name), "coalesce") || strings.Contains(strings.ToLower(name), "firstnon") {
		for _, a := range b.Call.Args {
			if key, ok := c.settingRead(a); ok && c.secretName(key) == isSecret {
				c.addFallback(l.Expr, l, key)
			}
		}
		return
	}
	if name == "Default" {
		// kingpin: app.Flag("password", "help").Default("…")
		if sel, ok := ast.Unparen(b.Call.Fun).(*ast.SelectorExpr); ok {
			if key, ok := c.chainKey(sel.X); ok && c.secretName(key) == isSecret {
				c.addFallback(l.Expr, l, key)
			}
		}
		return
	}
	if b.Index < 1 || !getter.MatchString(name) || notGetter.MatchString(name) {
		return
	}
	// get("JWT_SECRET", "…") says less than getEnvOrDefault("jwtSecret", "…").
	strong := strongGetter.MatchString(name)
	for i := b.Index - 1; i >= 0; i-- {
		key, ok := c.lits.ConstString(b.Call.Args[i])
		if !ok || key == "" {
			continue
		}
		if !strong && (len(b.Call.Args) != 2 || !settingKeyText.MatchString(key)) {
			return
		}
		if c.secretName(lastSegment(key)) == isSecret || c.secretName(key) == isSecret || envKey(key) {
			c.addFallback(l.Expr, l, key)
		}
		return
	}
}

// defaultElement looks at the elements of a table of defaults:
// var defaults = map[string]any{"jwt_secret": "…"}.
func (c *checker) defaultElement(l *literal.Literal) {
	if !c.isSecretKey(l.Bind.Name) {
		return
	}
	for _, name := range l.Bind.Names[1:] {
		if defaultsName.MatchString(name) {
			c.addFallback(l.Expr, l, l.Bind.Name)
			return
		}
	}
}

var defaultsName = regexp.MustCompile(`(?i)^(config|conf|env|setting|settings)?_?defaults?(_?(config|conf|env|settings|values|options))?$`)

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
func (c *checker) flagDefault(l *literal.Literal) {
	sig := l.Bind.Callee.Signature()
	for i := range sig.Params().Len() {
		if sig.Params().At(i).Name() == "name" && i < len(l.Bind.Call.Args) {
			if key, ok := c.lits.ConstString(l.Bind.Call.Args[i]); ok && c.secretName(key) == isSecret {
				c.addFallback(l.Expr, l, key)
			}
		}
	}
}

// flagLiteral looks at cli.StringFlag{Name: "api-key", Value: "…"}.
func (c *checker) flagLiteral(l *literal.Literal) {
	if l.Bind.Name != "Value" && l.Bind.Name != "Default" || !strings.HasSuffix(l.Bind.Owner, "Flag") && !strings.HasSuffix(l.Bind.Owner, "Arg") {
		return
	}
	for _, other := range c.lits.All {
		if other.Bind.Kind == literal.Field && other.Bind.Name == "Name" && other.Bind.Owner == l.Bind.Owner &&
			other.Fn == l.Fn && sameLiteral(c, other, l) && c.secretName(other.Value) == isSecret {
			c.addFallback(l.Expr, l, other.Value)
		}
	}
}

// sameLiteral reports whether two field values stand in one composite literal.
func sameLiteral(c *checker, a, b *literal.Literal) bool {
	for _, f := range c.pass.Files {
		if f.FileStart > a.Pos() || a.Pos() > f.FileEnd {
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
				if kv, ok := e.(*ast.KeyValueExpr); ok && (kv.Value == a.Expr || kv.Value == b.Expr) {
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
		if name := literal.CalledName(call); (name == "Flag" || name == "Arg") && len(call.Args) > 0 {
			return c.lits.ConstString(call.Args[0])
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
		name := literal.CalledName(e)
		if len(e.Args) >= 1 && (strings.HasPrefix(name, "Get") || strings.Contains(strings.ToLower(name), "env") || name == "TrimSpace" || name == "String") {
			if key, ok := c.lits.ConstString(e.Args[0]); ok {
				return key, true
			}
			return c.settingRead(e.Args[0])
		}
	case *ast.IndexExpr:
		return c.lits.ConstString(e.Index)
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
func (c *checker) ifEmpty(s literal.If) {
	subject, empty, ok := literal.EmptyTest(s.Stmt.Cond)
	if !ok {
		return
	}
	names := c.subjectNames(s, subject)
	if a, ok := s.Stmt.Init.(*ast.AssignStmt); ok && len(a.Lhs) == 2 && types.ExprString(a.Lhs[1]) == types.ExprString(subject) {
		subject = a.Lhs[0] // v, ok := os.LookupEnv(…): v is what is missing
	} else if a := c.assignedBefore(s, subject); a != nil && len(a.Lhs) == 2 && types.ExprString(a.Lhs[1]) == types.ExprString(subject) {
		subject = a.Lhs[0]
	}
	branch := ast.Stmt(s.Stmt.Body)
	if !empty {
		branch = s.Stmt.Else
	}
	if block, ok := branch.(*ast.BlockStmt); ok {
		for _, stmt := range block.List {
			c.replaces(stmt, s, subject, names)
		}
	}
	if !empty && s.Stmt.Else == nil && s.Fn != nil && endsInReturn(s.Stmt.Body) {
		if ret := nextReturn(s.Fn.Body, s.Stmt); ret != nil {
			c.replaces(ret, s, subject, names)
		}
	}
}

// subjectNames are the names of what is tested: the variable, field or key, and
// the setting it was read from.
func (c *checker) subjectNames(s literal.If, subject ast.Expr) []string {
	var names []string
	if key, ok := c.settingRead(subject); ok {
		names = append(names, key)
	}
	assign, _ := s.Stmt.Init.(*ast.AssignStmt)
	if assign == nil {
		assign = c.assignedBefore(s, subject)
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

// assignedBefore returns the last assignment to a variable before an if
// statement.
func (c *checker) assignedBefore(s literal.If, subject ast.Expr) (last *ast.AssignStmt) {
	id, ok := ast.Unparen(subject).(*ast.Ident)
	if !ok || s.Fn == nil || s.Fn.Body == nil {
		return nil
	}
	obj := c.pass.TypesInfo.ObjectOf(id)
	if obj == nil {
		return nil
	}
	ast.Inspect(s.Fn.Body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && a.Pos() < s.Stmt.Pos() {
			for _, l := range a.Lhs {
				if lid, ok := l.(*ast.Ident); ok && c.pass.TypesInfo.ObjectOf(lid) == obj {
					last = a
				}
			}
		}
		return true
	})
	return last
}

// replaces reports a statement that assigns or returns a literal in place of
// the secret named by one of names. What is assigned to must be the subject
// itself or another holder of the secret: an error text is neither.
func (c *checker) replaces(stmt ast.Stmt, s literal.If, subject ast.Expr, names []string) {
	switch st := stmt.(type) {
	case *ast.AssignStmt:
		if len(st.Lhs) != len(st.Rhs) {
			return
		}
		for i, r := range st.Rhs {
			target, _ := c.settingRead(st.Lhs[i])
			if c.isSecretKey(target) || types.ExprString(st.Lhs[i]) == types.ExprString(subject) || c.assignedIn(s, st.Lhs[i]) {
				c.replacedBy(r, append([]string{target}, names...))
			}
		}
	case *ast.ReturnStmt:
		if s.Fn == nil || len(st.Results) == 0 {
			return
		}
		name := s.Fn.Name.Name
		if c.isSecretKey(name) || c.returnsSubject(s.Fn, subject, len(st.Results)) {
			c.replacedBy(st.Results[0], append([]string{name}, names...))
		}
	}
}

func (c *checker) isSecretKey(name string) bool {
	return name != "" && (c.secretName(name) == isSecret || c.secretName(lastSegment(name)) == isSecret)
}

// assignedIn reports whether the other branch of an if statement assigns to the
// same target: if v != "" { x = v } else { x = "…" }.
func (c *checker) assignedIn(s literal.If, target ast.Expr) bool {
	if s.Stmt.Else == nil {
		return false
	}
	want, n := types.ExprString(target), 0
	ast.Inspect(s.Stmt, func(node ast.Node) bool {
		if a, ok := node.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && types.ExprString(a.Lhs[0]) == want {
			n++
		}
		return true
	})
	return n > 1
}

// returnsSubject reports whether a function also returns what is tested.
func (c *checker) returnsSubject(fn *ast.FuncDecl, subject ast.Expr, results int) (found bool) {
	id, ok := ast.Unparen(subject).(*ast.Ident)
	if !ok {
		return false
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == results {
			e := ast.Unparen(r.Results[0])
			if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && c.pass.TypesInfo.Types[call.Fun].IsType() {
				e = ast.Unparen(call.Args[0])
			}
			if x, ok := e.(*ast.Ident); ok && x.Name == id.Name {
				found = true
			}
		}
		return !found
	})
	return found
}

func (c *checker) replacedBy(e ast.Expr, names []string) {
	if c.quiet(e.Pos()) {
		return
	}
	l := c.lits.Resolve(e)
	if l == nil {
		return
	}
	secret := ""
	for _, n := range names {
		// The name of the setting says more than that of a variable.
		if c.isSecretKey(n) && (secret == "" || settingKeyText.MatchString(n)) {
			secret = n
		}
	}
	if secret != "" {
		c.addFallback(e, l, secret)
		return
	}
	// testSx, an opaque name: the literal must speak for itself.
	if len(names) > 0 && strengthOf(l.Value) == provider.Random && len(l.Value) >= 24 {
		for _, n := range names {
			if n != "" {
				c.addFallback(e, l, n)
				return
			}
		}
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
func (c *checker) addFallback(e ast.Expr, l *literal.Literal, key string) {
	v := strings.TrimSpace(l.Value)
	if !credentialText(v) || c.sentinel(l) {
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
		strings.HasPrefix(v, "<") {
		return false
	}
	if appPassword.MatchString(v) {
		return true
	}
	if envName.MatchString(v) || strings.Contains(v, " ") || provider.IsProse(v) {
		return false
	}
	if filePath.MatchString(v) || provider.IsPublishable(v) {
		return false
	}
	return len(v) >= 3
}

// appPassword is what mail services make for programs: four words of four letters
// that are none.
var appPassword = regexp.MustCompile(`^[a-z]{4}( [a-z]{4}){3}$`)

// envName is the name of another setting.
var envName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$`)

var filePath = regexp.MustCompile(`^[\w./\\-]+\.(pem|key|crt|cer|p12|pfx|json|ya?ml|toml|txt|env|conf|html|go)$`)
