package envmix

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/types/typeutil"
)

const (
	adviceHost = "take it from the configuration of the environment"
	adviceKey  = "take the key from the configuration of the environment"
)

// testValue reports sandbox hosts and test-mode keys in production code.
func (c *checker) testValue(l *literal.Literal) {
	if h, ok := c.hostOf(l.Value); ok && h.Env == provider.Sandbox {
		if c.alternative(l, h.Provider) || describes(l) || startsWithName(l.Expr) {
			return
		}
		host := provider.HostInURL(l.Value)
		if host == "" {
			host = provider.Normalize(l.Value)
		}
		c.byChoice(c.choiceOf(l), l.Expr, fmt.Sprintf("the sandbox host %s", host), adviceHost)
		return
	}
	if c.testCredential(l) || len(l.Value) < 14 || describes(l) {
		return
	}
	for _, m := range provider.FindSecrets(l.Value, "") {
		if m.Class == provider.Test {
			c.byChoice(c.choiceOf(l), l.Expr, fmt.Sprintf("the %s %s", m.What, provider.Masked(l.Value[m.Start:m.End])), adviceKey)
			return
		}
	}
}

// alternative reports whether the production host of a provider stands where it
// can be used instead: in the same function or outside of functions. What a
// function hands to a call directly, nothing replaces.
func (c *checker) alternative(l *literal.Literal, name string) bool {
	if c.production[place{name, l.Fn}] {
		return true
	}
	if l.Fn != nil && c.sentTo(l) {
		return false
	}
	if c.production[place{name, nil}] {
		return true
	}
	for p := range c.production {
		if p.provider == name {
			return true
		}
	}
	return false
}

// sentTo reports whether a literal is, or begins, the URL argument of a call
// that makes a request.
func (c *checker) sentTo(l *literal.Literal) bool {
	var child ast.Node = l.Expr
	for i := len(l.Parents) - 1; i >= 0; i-- {
		switch p := l.Parents[i].(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			if p.X != child {
				return false
			}
		case *ast.CallExpr:
			fn, _ := typeutil.Callee(c.pass.TypesInfo, p).(*types.Func)
			if fn == nil {
				return false
			}
			for _, a := range symbols.SettingArgs(symbols.Of(fn)) {
				if a.Role == symbols.URL && a.Arg < len(p.Args) && p.Args[a.Arg] == child {
					return true
				}
			}
			return false
		default:
			return false
		}
		child = l.Parents[i]
	}
	return false
}

var testName = regexp.MustCompile(`^(test|sandbox|demo)([A-Z_0-9]|$)|^(TEST|SANDBOX|DEMO)_`)

// testCredential reports the uses of a credential that by its name is for tests
// and stands in for a missing one.
func (c *checker) testCredential(l *literal.Literal) bool {
	b := &l.Bind
	if b.Kind != literal.Var || b.Obj == nil || !testName.MatchString(b.Name) {
		return false
	}
	if !c.names.SecretName(b.Name) && provider.StrengthOf(l.Value) != provider.Random || provider.StrengthOf(l.Value) == provider.NoValue && provider.HostInURL(l.Value) != "" {
		return false
	}
	found := false
	for _, u := range c.usesOf(b.Obj) {
		if c.choiceAt(u.parents, u.id) == fallback {
			found = true
			c.byChoice(fallback, u.id, "the test credential "+b.Name, adviceKey)
		}
	}
	return found
}

// byChoice reports a value of the sandbox that nothing chooses.
func (c *checker) byChoice(choice choice, at ast.Node, what, advice string) {
	switch choice {
	case fixed:
		c.add("test-in-production", catalog.Error, at, what+" is used whatever the environment; "+advice)
	case fallback:
		c.add("test-in-production", catalog.Warning, at, what+" is used when nothing else is configured, in production too; "+advice+" and fail without it")
	}
}

// startsWithName reports whether a concatenation begins with a named constant,
// which is looked at where it is declared.
func startsWithName(e ast.Expr) bool {
	for {
		b, ok := e.(*ast.BinaryExpr)
		if !ok {
			break
		}
		e = ast.Unparen(b.X)
	}
	switch e.(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return true
	}
	return false
}

var descriptive = regexp.MustCompile(`(?i)^(example|sample|placeholder|description|usage|help|hint|docs?|label|title|summary)s?$|(Example|Sample|Placeholder|Description)$`)

// describes reports whether a literal is documentation.
func describes(l *literal.Literal) bool { return descriptive.MatchString(l.Bind.Name) }

// sandboxSymbol and productionSymbol are names of SDK symbols.
var (
	sandboxSymbol    = regexp.MustCompile(`(?i)sandbox|playground|^test(env|environment|mode)?$|testenv`)
	productionSymbol = regexp.MustCompile(`(?i)production|^live(env|environment|mode)?$|liveenv|^prod$`)
)

// constants reports SDK constants of the sandbox that nothing chooses.
func (c *checker) constants() {
	if c.inExample() {
		return
	}
	type found struct {
		use
		obj types.Object
	}
	var sandbox []found
	type known struct {
		sdk *types.Package
		fn  *ast.FuncDecl // nil for all functions
	}
	production := make(map[known]bool)
	c.identifiers(func(id *ast.Ident, parents []ast.Node) {
		obj := c.pass.TypesInfo.Uses[id]
		if obj == nil || obj.Pkg() == nil || obj.Pkg() == c.pass.Pkg || c.lits.OwnPackage(obj.Pkg()) {
			return
		}
		switch obj.(type) {
		case *types.Const, *types.Var, *types.Func:
		default:
			return
		}
		isSandbox, isProduction := sandboxSymbol.MatchString(obj.Name()), productionSymbol.MatchString(obj.Name())
		if !isSandbox && !isProduction || !paymentSDK(obj.Pkg().Path()) {
			return
		}
		if isProduction {
			fn := function(parents)
			production[known{obj.Pkg(), fn}] = true
			production[known{obj.Pkg(), nil}] = production[known{obj.Pkg(), nil}] || fn == nil || !c.passed(parents)
			return
		}
		if v, ok := obj.(*types.Var); ok && v.IsField() {
			return
		}
		sandbox = append(sandbox, found{use{id, slices.Clone(parents)}, obj})
	})
	for _, s := range sandbox {
		if fn := function(s.parents); production[known{s.obj.Pkg(), nil}] || production[known{s.obj.Pkg(), fn}] {
			continue
		}
		at := ast.Node(s.id)
		parents := s.parents
		if sel, ok := parents[len(parents)-1].(*ast.SelectorExpr); ok {
			at, parents = sel, parents[:len(parents)-1]
		}
		choice := c.choiceAt(parents, at)
		if choice == fixed {
			choice = c.variableChoice(parents)
		}
		c.byChoice(choice, at, "the SDK's sandbox, "+s.obj.Pkg().Name()+"."+s.obj.Name()+",", adviceHost)
	}
}

// function is the declaration around a node, nil outside of functions.
func function(parents []ast.Node) *ast.FuncDecl {
	for _, p := range parents {
		if fn, ok := p.(*ast.FuncDecl); ok {
			return fn
		}
	}
	return nil
}

// passed reports whether a symbol is the argument of a call or the value of a
// local variable: then no other function can use it instead.
func (c *checker) passed(parents []ast.Node) bool {
	for i := len(parents) - 1; i >= 0; i-- {
		switch p := parents[i].(type) {
		case *ast.SelectorExpr, *ast.ParenExpr:
		case *ast.CallExpr:
			return true
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				id, ok := l.(*ast.Ident)
				if !ok {
					return false
				}
				if obj := c.pass.TypesInfo.ObjectOf(id); obj == nil || obj.Parent() == c.pass.Pkg.Scope() {
					return false
				}
			}
			return true
		default:
			return false
		}
	}
	return false
}

// variableChoice follows a value into the variable that it is assigned to:
// env := sdk.Sandbox; if cfg.Live { env = … }.
func (c *checker) variableChoice(parents []ast.Node) choice {
	if len(parents) == 0 {
		return fixed
	}
	assign, ok := parents[len(parents)-1].(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 {
		return fixed
	}
	id, ok := assign.Lhs[0].(*ast.Ident)
	if !ok {
		return fixed
	}
	obj := c.pass.TypesInfo.ObjectOf(id)
	n := 0
	for _, p := range parents {
		fn, ok := p.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(fn, func(node ast.Node) bool {
			if a, ok := node.(*ast.AssignStmt); ok {
				for _, l := range a.Lhs {
					if x, ok := l.(*ast.Ident); ok && c.pass.TypesInfo.ObjectOf(x) == obj {
						n++
					}
				}
			}
			return true
		})
	}
	if n > 1 {
		return chosen
	}
	return fixed
}

// paymentSDK reports whether a package belongs to a payment provider's SDK.
func paymentSDK(path string) bool {
	return guard.SDK(symbols.Normalize(path)) || symbols.PackageHas(path, symbols.ProviderWrite) || sdkPath.MatchString(path)
}

var sdkPath = regexp.MustCompile(`(?i)(^|[/._-])(stripe|paypal|adyen|braintree|square|checkout-sdk|mollie|gocardless|klarna|midtrans|xendit|paystack|flutterwave|razorpay|plaid|paddle|mercadopago|wise|truelayer|omise|iyzipay|iyzico|authorizenet|worldpay|dwolla|airwallex|coinbase|lithic|recurly|chargebee|alipay|wechatpay|gopay|vnpay|momo|cielo|pagseguro|asaas|sibs)([/._-]|$|-go|go)`)

// pan reports card numbers in a literal.
func (c *checker) pan(l *literal.Literal) {
	if len(l.Value) < 12 || len(l.Value) > 64<<10 || describesFormat(l) {
		return
	}
	context := c.cardContext(l)
	if network, ok := provider.RealCard(l.Value, context == cardName); ok {
		if context != noCard {
			c.addPAN(l.Expr, network, l.Value)
		}
		return
	}
	if !cardWord.MatchString(l.Value) {
		return
	}
	for _, m := range embeddedPAN.FindAllStringSubmatch(l.Value, 20) {
		if network, ok := provider.RealCard(m[1], true); ok {
			c.addPAN(l.Expr, network, m[1])
			return
		}
	}
}

var (
	cardWord    = regexp.MustCompile(`(?i)card|"pan"|\bpan\b|"number"|ccnum|\bcc\b`)
	embeddedPAN = regexp.MustCompile(`(?i)(?:card_?-?(?:number|no|num)?|pan|"number"|number|cc(?:num(?:ber)?)?)["']?\s*[:=>]+\s*["']?((?:[0-9][ -]?){12,18}[0-9])(?:[^0-9]|$)`)
)

func (c *checker) addPAN(at ast.Node, network, number string) {
	digits, _ := provider.CardDigits(number)
	c.add("real-pan", "", at, fmt.Sprintf("a %s card number (%s…) that no provider publishes for tests is in the source; use a published test number", network, digits[:min(4, len(digits))]))
}

// cardContextKind says how surely a literal is meant as a card number.
type cardContextKind int

const (
	noCard cardContextKind = iota
	// payment: the code is about payments, and the name says nothing else.
	payment
	// cardName: the name says card number.
	cardName
)

// otherNumber are names of numbers that are no cards.
var otherNumber = regexp.MustCompile(`(?i)(id|ref|reference|order|invoice|transaction|txn|phone|mobile|msisdn|time|timestamp|nonce|account|iban|sku|ean|gtin|imei|merchant|terminal|tracking|serial|seed|amount|min|max|epoch|nanos|token|hash|key|code|uuid|customer|user|batch)(s|no|num|number|_?id)?$`)

func (c *checker) cardContext(l *literal.Literal) cardContextKind {
	for i, n := range l.Bind.Names {
		if i > 0 && (c.names.Class(n) == naming.PAN || c.names.InOwner(l.Bind.Owner, n).Class == naming.PAN) {
			return cardName
		}
	}
	if l.Bind.FieldVar != nil && c.names.Field(l.Bind.Owner, l.Bind.FieldVar, l.Bind.Tag) == naming.PAN {
		return cardName
	}
	if l.Bind.Name != "" && (otherNumber.MatchString(l.Bind.Name) || c.names.Class(l.Bind.Name) != naming.None) {
		return noCard
	}
	if c.names.PaymentWord(c.pass.Pkg.Name()) {
		return payment
	}
	for _, n := range l.Bind.Names {
		if c.names.PaymentWord(n) || strings.Contains(strings.ToLower(n), "card") {
			return payment
		}
	}
	if l.Fn != nil && (c.names.PaymentWord(l.Fn.Name.Name) || strings.Contains(strings.ToLower(l.Fn.Name.Name), "card")) {
		return payment
	}
	return noCard
}

// describesFormat skips what generates or matches numbers.
func describesFormat(l *literal.Literal) bool {
	return l.Bind.Callee != nil && l.Bind.Callee.Pkg() != nil && (l.Bind.Callee.Pkg().Path() == "regexp" || l.Bind.Callee.Pkg().Path() == "time")
}

// numbers reports card numbers written as integers.
func (c *checker) numbers() {
	c.insp.WithStack([]ast.Node{(*ast.File)(nil), (*ast.BasicLit)(nil)}, func(n ast.Node, push bool, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.File:
			return push && c.report.Visible(n.Name.Pos())
		case *ast.BasicLit:
			if push && n.Kind == token.INT && len(n.Value) >= 13 {
				if tv := c.pass.TypesInfo.Types[n]; tv.Value != nil {
					c.number(n, constant.ToInt(tv.Value).ExactString(), stack[len(stack)-2])
				}
			}
		}
		return true
	})
}

func (c *checker) number(lit *ast.BasicLit, digits string, parent ast.Node) {
	var names []string
	switch p := parent.(type) {
	case *ast.ValueSpec:
		for _, id := range p.Names {
			names = append(names, id.Name)
		}
	case *ast.AssignStmt:
		for _, l := range p.Lhs {
			names = append(names, lastName(l))
		}
	case *ast.KeyValueExpr:
		names = append(names, lastName(p.Key))
	case *ast.CallExpr:
		if sig, ok := c.pass.TypesInfo.TypeOf(p.Fun).(*types.Signature); ok {
			for i, a := range p.Args {
				if a == lit && i < sig.Params().Len() {
					names = append(names, sig.Params().At(i).Name())
				}
			}
		}
	}
	for _, n := range names {
		if c.names.Class(n) == naming.PAN {
			if network, ok := provider.RealCard(digits, true); ok {
				c.addPAN(lit, network, digits)
			}
		}
	}
}

func lastName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.BasicLit:
		return strings.Trim(e.Value, "\"`")
	}
	return ""
}
