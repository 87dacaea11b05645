package hardcodedsecret

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// flows reports constants that reach a key or credential argument, directly or
// through variables, conversions, fields and functions.
func (c *checker) flows() {
	for _, u := range c.flow.Sinks(symbols.CryptoKey) {
		c.reaches(u, "crypto-key")
	}
	for _, u := range c.flow.Sinks(symbols.Credential) {
		c.reaches(u, "credential-argument")
	}
	for _, u := range c.flow.Sinks(symbols.DSN) {
		c.reaches(u, "credential-argument")
	}
	c.keyFuncs()
}

// keyFuncs looks at functions that hand the key to a token parser:
// jwt.Parse(s, func(*jwt.Token) (any, error) { return []byte("…"), nil }).
func (c *checker) keyFuncs() {
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		if !strings.Contains(ref.Pkg, "jwt") || !strings.HasPrefix(ref.Name, "Parse") {
			continue
		}
		for _, arg := range ssaflow.Args(call) {
			if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
				continue
			}
			for _, o := range c.flow.Origins(arg, ssaflow.Query{At: call}) {
				if o.Kind == ssaflow.Func && o.Fn != nil {
					c.keyResults(o.Fn, ref)
				}
			}
		}
	}
}

func (c *checker) keyResults(fn *ssa.Function, ref symbols.Ref) {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		u := &ssaflow.SinkUse{Sink: ssaflow.Sink{Role: symbols.CryptoKey, Callee: ref}, Instr: ret, Value: ret.Results[0], Elem: -1}
		c.reaches(u, "crypto-key")
	}
}

// reaches reports the constants at one use of a sink.
func (c *checker) reaches(u *ssaflow.SinkUse, category string) {
	at := u.Instr.Pos()
	if c.quiet(at) {
		return
	}
	expr := c.flow.Expr(u)
	// A byte slice written out, at the place or in the variable.
	if expr != nil {
		if l := c.lits.Resolve(expr); l != nil && !isStringLit(l.Expr) {
			c.reached(u, l, nil, category)
			return
		}
	}
	if u.Barrier&ssaflow.Safe != 0 {
		return // the result of a MAC or hash: chained, not a constant key
	}
	origins := c.flow.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path})
	if slices.ContainsFunc(origins, hashed) && slices.ContainsFunc(origins, varies) {
		return // derived from something else as well
	}
	combined := u.Sink.Role != symbols.DSN && slices.ContainsFunc(origins, variesAlways)
	strongest := c.strongest(u, origins)
	for _, o := range origins {
		value, ok := o.StringConst()
		if strongest != nil && o != strongest && !o.May {
			continue
		}
		if !ok || value == "" || o.Barrier&ssaflow.Safe&^ssaflow.Hashed != 0 || combined && !o.May {
			continue // "AWS4" + secret is as secret as its secret part
		}
		if u.Sink.Role == symbols.Credential && partOfText(o) && strengthOf(value) < provider.Random {
			continue // "app_id=" + id + ",nonce=" + nonce
		}
		if u.Sink.Role == symbols.DSN && passwordOperand(o) {
			c.operand(u, value, o, expr)
			continue
		}
		if provider.DocumentationKey(value) {
			continue
		}
		if l := c.locate(value, o, expr); l != nil {
			c.reached(u, l, o, category)
		} else if expr != nil {
			c.elsewhere(u, expr, value, category)
		}
	}
}

// passwordVerb is where a connection string's format has its password.
var passwordVerb = regexp.MustCompile(`(?i)(?:://[^/@]*:|password\s*=\s*'?|pwd\s*=\s*|^[^:@/]+:)%[sqv]`)

// passwordOperand reports whether a constant is the password in
// fmt.Sprintf("postgres://shop:%s@%s/shop", "…", host).
func passwordOperand(o *ssaflow.Origin) bool {
	for _, s := range o.Steps {
		call, ok := s.Value.(*ssa.Call)
		if !ok || s.Kind != ssaflow.ConcatStep || s.Elem < 0 {
			continue
		}
		args := ssaflow.Args(call)
		if len(args) < 2 {
			return false
		}
		format, ok := ssavalue.ConstString(args[len(args)-2])
		if !ok {
			return false
		}
		loc := passwordVerb.FindStringIndex(format)
		return loc != nil && s.Elem == strings.Count(strings.ReplaceAll(format[:loc[1]], "%%", ""), "%")-1
	}
	return false
}

// operand reports a password that is put into a connection string.
func (c *checker) operand(u *ssaflow.SinkUse, value string, o *ssaflow.Origin, expr ast.Expr) {
	l := c.locate(value, o, expr)
	if l == nil || c.quiet(l.Pos()) || len(value) < 3 || template(value) || c.secretName(l.Bind.Name) == isSecret && strengthOf(value) >= provider.Password {
		return
	}
	c.add(c.verdict(l, "credential-argument", "a connection string with a literal password ("+provider.Masked(value)+") reaches "+sinkName(u)+"; "+instead))
}

// strongest returns the constant that looks most like a secret, when a credential
// is put together from several: the password in "ApiKey user:password".
func (c *checker) strongest(u *ssaflow.SinkUse, origins []*ssaflow.Origin) (best *ssaflow.Origin) {
	if u.Sink.Role != symbols.Credential {
		return nil
	}
	n := 0
	for _, o := range origins {
		value, ok := o.StringConst()
		if !ok || o.May || value == "" || strings.Contains(value, "%") {
			continue
		}
		n++
		if best == nil || stronger(value, best) {
			best = o
		}
	}
	if n < 2 {
		return nil
	}
	return best
}

// stronger reports whether a text looks more like a secret than another constant.
func stronger(value string, than *ssaflow.Origin) bool {
	other, _ := than.StringConst()
	if a, b := strengthOf(value), strengthOf(other); a != b {
		return a > b
	}
	return len(value) > len(other)
}

// hashed reports whether an origin is part of what a key is computed from.
func hashed(o *ssaflow.Origin) bool { return o.Barrier&ssaflow.Hashed != 0 }

// varies reports whether an origin is no constant.
func varies(o *ssaflow.Origin) bool { return o.Kind != ssaflow.Const && o.Kind != ssaflow.Zero }

func isStringLit(e ast.Expr) bool {
	_, composite := e.(*ast.CompositeLit)
	return !composite
}

// variesAlways reports whether an origin is part of the value on every path and
// is no constant.
func variesAlways(o *ssaflow.Origin) bool {
	return !o.May && (o.Kind == ssaflow.Param || o.Kind == ssaflow.Call || o.Kind == ssaflow.Unknown)
}

// partOfText reports whether a constant is joined to something that is none, or
// is written to a buffer, which is done with pieces.
func partOfText(o *ssaflow.Origin) bool {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.CallStep && buffers[symbols.Ref{Pkg: s.Callee.Pkg, Recv: s.Callee.Recv}] {
			return true
		}
		b, ok := s.Value.(*ssa.BinOp)
		if !ok || s.Kind != ssaflow.ConcatStep {
			continue
		}
		other := b.Y
		if s.Tail {
			other = b.X
		}
		if _, isConst := other.(*ssa.Const); !isConst {
			return true
		}
	}
	return false
}

// buffers are the types that texts are put together in.
var buffers = map[symbols.Ref]bool{
	{Pkg: "strings", Recv: "Builder"}: true,
	{Pkg: "bytes", Recv: "Buffer"}:    true,
}

// locate finds the literal in this package that a constant origin is written as.
func (c *checker) locate(value string, o *ssaflow.Origin, expr ast.Expr) *literal.Literal {
	if expr != nil {
		if l := c.lits.Resolve(expr); l != nil && l.Value == value {
			return l
		}
	}
	lits := c.lits.Valued(value)
	if len(lits) <= 1 {
		if len(lits) == 1 {
			return lits[0]
		}
		return nil
	}
	// Several literals have the value: take the one next to a step of the flow.
	near := []token.Pos{o.Pos}
	for _, s := range o.Steps {
		near = append(near, s.Pos)
	}
	best, distance := lits[0], 1<<30
	for _, p := range near {
		if !p.IsValid() {
			continue
		}
		for _, l := range lits {
			d := int(l.Pos() - p)
			if d < 0 {
				d = -d
			}
			if d < distance {
				best, distance = l, d
			}
		}
	}
	return best
}

// reached reports a literal of this package that reaches a sink.
func (c *checker) reached(u *ssaflow.SinkUse, l *literal.Literal, o *ssaflow.Origin, category string) {
	if c.quiet(l.Pos()) || category != "crypto-key" && (c.sentinel(l) || declaredDummy(l.Value)) {
		return
	}
	v := c.judgeReached(l.Value, u, category)
	if v == nil {
		return
	}
	v.pos, v.end = l.Expr.Pos(), l.Expr.End()
	c.add(v)
}

// elsewhere reports a constant of another package at the argument, unless that
// package reports it by its name.
func (c *checker) elsewhere(u *ssaflow.SinkUse, expr ast.Expr, value, category string) {
	obj := c.constObject(expr)
	if obj == nil || obj.Pkg() == nil {
		return // it flows here from where it is written, and is reported there
	}
	if len(provider.FindSecrets(value, "")) > 0 || c.secretName(obj.Name()) == isSecret && strengthOf(value) >= provider.Password {
		return
	}
	if v := c.judgeReached(value, u, category); v != nil {
		v.pos, v.end = expr.Pos(), expr.End()
		c.add(v)
	}
}

// judgeReached makes the verdict on a value that reaches a sink; nil when the
// value can be no credential.
func (c *checker) judgeReached(value string, u *ssaflow.SinkUse, category string) *verdict {
	to := sinkName(u)
	shown := provider.Masked(value)
	v := &verdict{category: category}
	switch {
	case u.Sink.Role == symbols.DSN:
		password, host, ok := parseDSN(value)
		if !ok || password == "" || c.reportedByName(password) {
			return nil
		}
		v.message = "a connection string with a literal password (" + provider.Masked(password) + ") reaches " + to + "; " + instead
		if r := provider.ReachOf(host); r == provider.Loopback || r == provider.Local || r == provider.Documentation {
			v.severity = catalog.Warning
		}
		return v
	case category == "crypto-key":
		if len(value) < 3 || provider.IsPublishable(value) && !strings.Contains(value, "$") || strings.Contains(value, "-----BEGIN") && !strings.Contains(value, "PRIVATE") {
			return nil
		}
		v.message = "a constant (" + shown + ") is the key of " + to + "; " + instead
		if asksToBeReplaced.MatchString(value) {
			v.category = "weak-default"
			v.message = "a placeholder (" + shown + ") is the key of " + to + "; read the key from the environment or a vault"
		}
		return v
	}
	if identifier.MatchString(parameterName(u)) {
		return nil // an id that a protocol also uses as password
	}
	text := strings.TrimSpace(value)
	for _, scheme := range []string{"Bearer", "Basic", "Token", "Digest", "bearer", "token"} {
		if rest, ok := strings.CutPrefix(text, scheme); ok {
			text = strings.TrimSpace(rest)
			break
		}
	}
	if len(text) < 3 || strings.Contains(text, "%") || strings.ContainsAny(text, "{}<>") || provider.IsPublishable(text) || !credentialText(text) {
		return nil
	}
	v.message = "a literal (" + provider.Masked(text) + ") is the credential handed to " + to + "; " + instead
	if template(text) && strengthOf(text) < provider.Random {
		v.category = "weak-default"
		v.message = "a placeholder (" + provider.Masked(text) + ") is the credential handed to " + to + "; leave it empty and refuse to start without a configured one"
	}
	return v
}

// reportedByName reports whether a password that is part of a constant is declared
// as a constant of its own, where it is reported.
func (c *checker) reportedByName(password string) bool {
	return slices.ContainsFunc(c.lits.Valued(password), func(l *literal.Literal) bool {
		return l.Bind.Kind == literal.Var && c.secretName(l.Bind.Name) == isSecret && strengthOf(password) >= provider.Password
	})
}

var identifier = regexp.MustCompile(`(?i)(id|user|username|name|email|account|number|no)$`)

// parameterName is the name of the module function's parameter that a value is
// handed to.
func parameterName(u *ssaflow.SinkUse) string {
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok || u.Wrapper == nil || u.Arg < 0 {
		return ""
	}
	if fn := ssaflow.CalleeObj(call); fn != nil && u.Arg < fn.Signature().Params().Len() {
		return fn.Signature().Params().At(u.Arg).Name()
	}
	return ""
}

// asksToBeReplaced is a template that nobody has filled in.
var asksToBeReplaced = regexp.MustCompile(`^(\{\{.*\}\}|<.*>|\$\{.*\}|\[.*\])$`)

// sinkName says where a value ends.
func sinkName(u *ssaflow.SinkUse) string {
	if u.Wrapper != nil && u.Wrapper.Ref.Name != "" && u.Wrapper.Ref.Recv == "" {
		return u.Wrapper.Ref.String() + ", which hands it to " + u.Sink.Callee.String()
	}
	return u.Sink.Callee.String()
}

// constObject returns the constant that an expression names.
func (c *checker) constObject(e ast.Expr) *types.Const {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			if len(x.Args) != 1 {
				return nil
			}
			e = x.Args[0]
		case *ast.Ident:
			k, _ := c.pass.TypesInfo.ObjectOf(x).(*types.Const)
			return k
		case *ast.SelectorExpr:
			k, _ := c.pass.TypesInfo.ObjectOf(x.Sel).(*types.Const)
			return k
		default:
			return nil
		}
	}
}
