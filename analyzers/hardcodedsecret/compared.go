package hardcodedsecret

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// compareCalls are the functions that compare their two arguments.
var compareCalls = map[string]bool{
	"crypto/subtle.ConstantTimeCompare": true, "crypto/hmac.Equal": true, "bytes.Equal": true, "strings.EqualFold": true,
	"strings.Compare": true, "bytes.Compare": true, "reflect.DeepEqual": true,
}

// compared reports literals with which a credential from the request is
// compared.
func (c *checker) compared() {
	for _, fn := range c.flow.Funcs() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch in := instr.(type) {
				case *ssa.BinOp:
					if in.Op == token.EQL || in.Op == token.NEQ {
						c.comparison(in, in.X, in.Y, false)
						c.comparison(in, in.Y, in.X, false)
					}
				case *ssa.Call:
					ref := ssaflow.CalleeOf(in)
					if args := ssaflow.Args(in); len(args) == 2 && compareCalls[ref.Pkg+"."+ref.Symbol()] {
						constantTime := strings.HasPrefix(ref.Pkg, "crypto/")
						c.comparison(in, args[0], args[1], constantTime)
						c.comparison(in, args[1], args[0], constantTime)
					}
				}
			}
		}
	}
}

// comparison looks at one side that may be a literal and the other that may
// come from the request. Who compares in constant time compares a secret.
func (c *checker) comparison(at ssa.Instruction, lit, other ssa.Value, constantTime bool) {
	if c.quiet(at.Pos()) {
		return
	}
	k, ok := ssavalue.ConstString(lit)
	if !ok || !c.couldBeCredential(k) {
		return
	}
	request, secret, names := c.fromRequest(at, other)
	secret = secret || constantTime
	if constantTime && !request {
		// The key that a middleware hands over: only secrets are compared so.
		request = isKeyParameter(other) && (strengthOf(k) >= provider.Password || digitInWord.MatchString(k))
	}
	if !request || !secret && !random(k, names) && !c.keyLike(k, names) {
		return
	}
	if l := c.literalAt(at, k); l != nil {
		c.add(c.verdict(l, "compared-literal", "a credential from the request is compared with a literal ("+provider.Masked(k)+"); "+instead))
	}
}

// couldBeCredential rules out what requests are compared with otherwise.
func (c *checker) couldBeCredential(k string) bool {
	switch strings.ToLower(strings.TrimSpace(k)) {
	case "", "bearer", "basic", "digest", "null", "undefined", "none", "nil", "true", "false", "token", "access", "refresh",
		"access_token", "refresh_token", "authorization_code", "client_credentials", "password", "apikey", "api_key", "id_token", "code", "jwt":
		return false
	}
	return len(k) >= 4 && !asksToBeReplaced.MatchString(k) && !strings.HasSuffix(k, " ") && !provider.IsPublishable(k) && !strings.HasPrefix(k, "[REDACTED") && strings.Trim(k, "*x•") != ""
}

// date is what versions of interfaces begin with.
var date = regexp.MustCompile(`^20[0-9]{2}-?[01][0-9]`)

// random reports whether a literal can only be made by a machine. A UUID is an
// id unless something says otherwise, a date a version; and what comes from a
// header or parameter that is not called a secret may name many things.
func random(k string, names []string) bool {
	if strengthOf(k) != provider.Random || provider.IsUUID(k) || date.MatchString(k) {
		return false
	}
	return len(names) == 0 || !strings.ContainsAny(k, "-./: ")
}

// keyLike reports whether a value from something that is called a key, and may be
// one of a map, looks like a password: letters with digits between them.
func (c *checker) keyLike(k string, names []string) bool {
	if len(k) < 8 || !digitInWord.MatchString(k) || date.MatchString(k) {
		return false
	}
	for _, n := range names {
		if c.secretName(n) == maybeSecret {
			return true
		}
	}
	return false
}

// fromRequest reports whether a value comes from the request, and whether a
// name on its way says that it is a credential.
func (c *checker) fromRequest(at ssa.Instruction, v ssa.Value) (request, secret bool, names []string) {
	for _, o := range c.flow.Origins(v, ssaflow.Query{At: at}) {
		if o.Barrier&ssaflow.Safe != 0 {
			continue
		}
		from := o.Kind == ssaflow.Call && (symbols.HasRef(o.Callee, symbols.InputSource) || symbols.HasRef(o.Callee, symbols.InputBinder) ||
			o.Filled && o.Callee.Pkg == "encoding/json") ||
			o.Kind == ssaflow.Call && o.Path != "" && o.Value != nil && isRequest(o.Value) ||
			o.Kind == ssaflow.Param && o.Fn != nil && (o.Path != "" && isRequest(o.Fn.Params[o.Index]) || o.Path == "" && isLogin(o.Fn, o.Index))
		named := false
		for _, s := range o.Steps {
			if s.Name != "" && s.Kind != ssaflow.CallStep && s.Kind != ssaflow.ConvStep {
				named = named || c.secretName(s.Name) == isSecret || strings.Contains(strings.ToLower(s.Name), "verify_token")
				names = append(names, s.Name)
			}
		}
		for _, arg := range o.ConstArgs {
			named = named || c.secretName(arg) == isSecret || strings.Contains(strings.ToLower(arg), "verify_token")
			names = append(names, arg)
		}
		if o.Kind == ssaflow.Param && o.Path == "" && from {
			named = true
		}
		if o.Kind == ssaflow.Call && strings.HasSuffix(o.Callee.Name, "BasicAuth") && o.Path == "#1" {
			from, named = true, true
		}
		request = request || from
		secret = secret || from && named
	}
	return request, secret, names
}

// isKeyParameter reports whether a value is a text that a function is handed, and
// not the name of a user.
func isKeyParameter(v ssa.Value) bool {
	p, ok := ssavalue.Unconvert(v).(*ssa.Parameter)
	return ok && !loginUser.MatchString(p.Name())
}

// isLogin reports whether a parameter is the password of a function that looks
// at a user's name and password: func(user, pass string) bool.
func isLogin(fn *ssa.Function, i int) bool {
	if i == 0 || i >= len(fn.Params) || !loginPassword.MatchString(fn.Params[i].Name()) || !loginUser.MatchString(fn.Params[i-1].Name()) {
		return false
	}
	for _, p := range fn.Params[i-1 : i+1] {
		if b, ok := p.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
			return false
		}
	}
	return true
}

var (
	loginUser     = regexp.MustCompile(`(?i)^(u|user|username|user_?name|login|name|email|account)$`)
	loginPassword = regexp.MustCompile(`(?i)^(p|pass|passwd|password|pwd|pw)$`)
)

func isRequest(v ssa.Value) bool {
	ref := symbols.TypeRef(v.Type())
	return ref.Pkg == "net/http" && ref.Name == "Request"
}

// literalAt finds the literal with value k in the comparison.
func (c *checker) literalAt(at ssa.Instruction, k string) *literal.Literal {
	var node ast.Node = c.flow.Node(at)
	if node != nil {
		var found *literal.Literal
		ast.Inspect(node, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok || found != nil {
				return found == nil
			}
			if v, ok := c.lits.ConstString(e); ok && v == k {
				found = c.lits.Resolve(e)
			}
			return found == nil
		})
		if found != nil {
			return found
		}
	}
	// A case of a switch has no node of its own.
	var best *literal.Literal
	for _, l := range c.lits.Valued(k) {
		if l.Bind.Kind == literal.Compare && (best == nil || l.Pos() <= at.Pos()) {
			best = l
		}
	}
	return best
}
