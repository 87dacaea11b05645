package hardcodedsecret

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/types/typeutil"
)

// certainty is how surely a name means a secret.
type certainty int

const (
	noSecret certainty = iota
	// maybeSecret names end in key, salt or pass: only a random value counts.
	maybeSecret
	isSecret
)

// secretBinding says whether what a literal is bound to means a secret.
func (c *checker) secretBinding(b *literal.Binding) certainty {
	switch b.Kind {
	case literal.None, literal.Compare, literal.Tag:
		return noSecret
	case literal.Arg:
		if key, ok := c.settingKey(b); ok {
			return c.secretName(key)
		}
		if b.Callee == nil || notAbout[pkgPath(b.Callee)] {
			return noSecret
		}
		// SetToken(v), WithAPIKey(v): the function says it, not the parameter.
		if m := taker.FindStringSubmatch(b.Callee.Name()); m != nil && len(b.Call.Args) == 1 && c.secretName(b.Name) == noSecret {
			return c.secretName(m[1])
		}
	case literal.Field:
		if b.FieldVar != nil {
			m := c.names.FieldMatch(b.Owner, b.Name, b.Tag)
			switch m.Class {
			case naming.Secret, naming.AuthCode, naming.StoredToken, naming.Custom:
				if c.holds(m, b.FieldVar.Type()) {
					return isSecret
				}
			}
			if m.Cancelled {
				return noSecret
			}
		}
	case literal.Return:
		if b.Type != nil && !holdsText(b.Type) {
			return noSecret
		}
		if verbFirst.MatchString(b.Name) {
			return noSecret
		}
	}
	if b.Type != nil && b.Kind != literal.Return {
		if m := c.names.Match(b.Name); m.Class != naming.None && !c.holds(m, b.Type) {
			return noSecret
		}
	}
	return c.secretName(b.Name)
}

// holds is naming's Holds, once for each type: an SDK has thousands of constants
// of types that it has to compare with all others.
func (c *checker) holds(m naming.Match, t types.Type) bool {
	k := typeClass{t, m.Class}
	v, ok := c.held[k]
	if !ok {
		v = c.names.Holds(m, t)
		c.held[k] = v
	}
	return v
}

type typeClass struct {
	t     types.Type
	class naming.Class
}

// taker are functions that take what they are called for.
var taker = regexp.MustCompile(`^(?:[sS]et|[wW]ith|[uU]se|[uU]sing)_?([A-Z].*)$`)

// verbFirst are functions whose result is about a secret, not the secret.
var verbFirst = regexp.MustCompile(`^(?i)(validate|check|is|has|verify|parse|format|describe|mask|redact|hash|find|extract|delete|remove|create|generate|new|refresh|revoke|send|reset)`)

// notAbout are packages whose parameters are named for texts, not for secrets.
var notAbout = map[string]bool{
	"fmt": true, "strings": true, "bytes": true, "errors": true, "log": true, "log/slog": true, "regexp": true,
	"text/template": true, "html/template": true, "go/token": true, "go/ast": true, "go/parser": true, "testing": true, "path": true, "path/filepath": true,
	"text/scanner": true, "go/scanner": true, "strconv": true,
}

func pkgPath(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	return fn.Pkg().Path()
}

func holdsText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return literal.IsBytes(t) || holdsText(u.Elem())
	case *types.Array:
		return literal.IsBytes(t)
	case *types.Pointer:
		return holdsText(u.Elem())
	case *types.Interface:
		return true
	}
	return false
}

// maybeName are names that often hold a secret and often do not.
var maybeName = regexp.MustCompile(`(?i)(^|[a-z0-9_.-])(key|salt|pass|pepper|hmac|sx|pin|credential|creds|cred)s?$`)

// notSecretKey are keys that open nothing.
var notSecretKey = regexp.MustCompile(`(?i)(public|pub|cache|primary|foreign|map|header|index|sort|partition|hash|idempotency|row|object|translation|i18n|lang|context|ctx|config|setting|settings|registry|route|routing|redis|lock|queue|site|publishable|client[-_]?id|event|metric|label|field|column|json|yaml|param|query|form|cookie|session|storage|bucket|feature|flag|message|msg|error|err|test|hot|short|map|dedupe|unique|group|by|license|api[-_]?doc|measurement|app[-_]?id)[-_.]?keys?$`)

// analytics are services whose tokens every browser sees.
var analytics = regexp.MustCompile(`(?i)mixpanel|posthog|amplitude|analytics|segment_?(write)?_?key|gtag|hotjar|recaptcha_?site|turnstile_?site`)

// device are what is opened with a PIN that is no cardholder's.
var device = regexp.MustCompile(`(?i)hsm|pkcs|smart_?-?card|yubi|slot|crypto|key_?-?store|token`)

// secretName says whether a name by itself means a secret.
func (c *checker) secretName(name string) certainty {
	if name == "" || len(name) > 80 {
		return noSecret
	}
	// apiKey2 is an API key as well.
	if short := strings.TrimRight(name, "0123456789"); len(short) > 2 {
		name = short
	}
	m := c.names.Match(name)
	switch m.Class {
	case naming.Secret, naming.AuthCode, naming.StoredToken, naming.Custom:
		if analytics.MatchString(name) {
			return noSecret
		}
		return isSecret
	}
	if m.Class == naming.PIN && !m.Cancelled && device.MatchString(name) {
		return isSecret
	}
	if m.Cancelled || m.Class != naming.None {
		return noSecret
	}
	if maybeName.MatchString(name) && !notSecretKey.MatchString(name) {
		return maybeSecret
	}
	return noSecret
}

// setter are functions that bind their second argument to the name in the
// first: os.Setenv("API_KEY", "…"), viper.Set("db.password", "…").
var setter = regexp.MustCompile(`(?i)^(setenv|set|put|add|store|setdefault|setstring|setheader|with|param|setparam|setquery|header|setvalue)$`)

// settingKey returns the constant name that an earlier argument gives to a
// literal argument.
func (c *checker) settingKey(b *literal.Binding) (string, bool) {
	if b.Callee == nil || b.Index < 1 || !setter.MatchString(b.Callee.Name()) {
		return "", false
	}
	key, ok := c.lits.ConstString(b.Call.Args[b.Index-1])
	return key, ok && key != ""
}

// named reports literals bound to a name that says secret.
func (c *checker) named() {
	for _, l := range c.lits.All {
		if c.quiet(l.Pos()) || len(l.Value) > 4096 {
			continue
		}
		c.environ(l)
		certain := c.secretBinding(&l.Bind)
		if certain == noSecret || sampleText(l) || c.publicKey(l) {
			continue
		}
		if c.sentinel(l) || declaredDummy(l.Value) || provider.DocumentationKey(l.Value) {
			continue
		}
		if l.Bind.Elem && certain == isSecret && provider.StrengthOf(l.Value) < provider.Random {
			continue // a list of names
		}
		c.judge(l, certain)
	}
}

var assignment = regexp.MustCompile(`^([A-Z][A-Z0-9_]{2,40})=([^\s=]{4,200})$`)

// environ looks at what is put into the environment of a command:
// append(cmd.Env, "PGPASSWORD=…").
func (c *checker) environ(l *literal.Literal) {
	m := assignment.FindStringSubmatch(l.Value)
	if m == nil || c.secretName(m[1]) != isSecret && !passwordName.MatchString(m[1]) {
		return
	}
	value := m[2]
	strong := strengthOf(value) >= provider.Password
	if !strong && passwordName.MatchString(m[1]) {
		strong = digit.MatchString(value) && !nounInside.MatchString(value) && credentialText(value)
	}
	if strong && !template(value) {
		c.add(c.verdict(l, "named-literal", "a literal ("+provider.Masked(value)+") is the value of the credential "+m[1]+" in an environment; "+instead))
	}
}

// publicKey reports whether a literal's type says that it is a public key:
// ed25519.PublicKey{…}.
func (c *checker) publicKey(l *literal.Literal) bool {
	for _, t := range []types.Type{c.pass.TypesInfo.TypeOf(l.Expr), l.Bind.Type} {
		if t != nil && strings.Contains(symbols.TypeName(t), "Public") {
			return true
		}
	}
	return false
}

// sentinel reports whether the function compares something with the literal's
// value as well: then it marks a case, and opens nothing.
func (c *checker) sentinel(l *literal.Literal) bool {
	for _, o := range c.lits.Valued(l.Value) {
		if o != l && o.Fn == l.Fn && o.Fn != nil && o.Bind.Kind == literal.Compare {
			return true
		}
	}
	return false
}

var dummyWord = regexp.MustCompile(`(?i)dummy|fake|mock|stub|noop|unused|ignored`)

// declaredDummy reports whether a value says that it is none.
func declaredDummy(value string) bool { return len(value) < 64 && dummyWord.MatchString(value) }

// judge reports a literal that is bound to a secret's name, by its strength.
func (c *checker) judge(l *literal.Literal, certain certainty) {
	value := l.Value
	if c.isNameOfThing(l) {
		return
	}
	strength := strengthOf(value)
	if strength == provider.NoValue && certain == isSecret && passwordName.MatchString(l.Bind.Name) && c.isPassword(l) {
		strength = provider.Password
	}
	if hasDSNName(l.Bind.Name) {
		if !dsnPassword(value) {
			return
		}
		strength = provider.Password
	}
	switch {
	case strength == provider.Random, strength == provider.Password && certain == isSecret && len(value) >= 8:
		if certain != isSecret && strength != provider.Random {
			return
		}
		if certain == isSecret && c.libraryCredential(&l.Bind) {
			c.addCredential(l, l.Bind.Owner)
			return
		}
		if to := c.headersOf(l); to != "" {
			c.addCredential(l, to)
			return
		}
		v := c.verdict(l, "named-literal", "a literal ("+provider.Masked(value)+") is the value of the credential"+c.boundTo(&l.Bind)+"; "+instead)
		if strength == provider.Password && certain == isSecret && c.names.Match(l.Bind.Name).Class != naming.Secret {
			v.severity = catalog.Warning
		}
		c.add(v)
	case certain == isSecret && asksToBeReplaced.MatchString(value):
		return // a template; nothing works with it
	case strength >= provider.Weak && certain == isSecret && c.used(l) && !caller(l):
		if c.libraryCredential(&l.Bind) && !template(value) {
			c.addCredential(l, l.Bind.Owner)
			return
		}
		c.add(c.verdict(l, "weak-default", "a placeholder ("+provider.Masked(value)+") is the value of the credential"+c.boundTo(&l.Bind)+"; "+
			"leave it empty and refuse to start without a configured one"))
	}
}

// passwordName are names of what a person makes up.
var passwordName = regexp.MustCompile(`(?i)(password|passwd|pwd|passphrase)$`)

var (
	digitInWord = regexp.MustCompile(`[A-Za-z][0-9][A-Za-z]`)
	upper       = regexp.MustCompile(`[A-Z]`)
	lower       = regexp.MustCompile(`[a-z]`)
	digit       = regexp.MustCompile(`[0-9]`)
)

// isPassword reports whether a text that looks like a name is a password: what
// another module's Password field is set to, and words with digits in them.
func (c *checker) isPassword(l *literal.Literal) bool {
	v := l.Value
	if len(v) < 6 || nounInside.MatchString(v) || template(v) || !credentialText(v) {
		return false
	}
	if l.Bind.Kind == literal.Field && l.Bind.Library {
		return true
	}
	return !strings.ContainsAny(v, "_.:/ ") && (digitInWord.MatchString(v) || upper.MatchString(v) && lower.MatchString(v) && digit.MatchString(v))
}

// nounInside is in the names of settings and fields.
var nounInside = regexp.MustCompile(`(?i)pass(word|wd)?|pwd|secret|token|key|auth|field|label|login|user`)

// caller reports whether a literal names who calls: connect("root"), where the
// parameter is called token.
func caller(l *literal.Literal) bool {
	return l.Bind.Kind == literal.Arg && !l.Bind.Library && l.Bind.Name == "token" && callers[l.Value]
}

var callers = map[string]bool{"root": true, "test": true, "admin": true, "main": true, "default": true, "local": true, "user": true, "guest": true}

// libraryCredential reports whether another module's parameter or field takes
// the literal as a credential; a setter of settings takes anything.
func (c *checker) libraryCredential(b *literal.Binding) bool {
	if _, setting := c.settingKey(b); setting {
		return false
	}
	return b.Library && (b.Kind == literal.Arg || b.Kind == literal.Field)
}

// headersOf returns the function of another module that takes the map of
// request headers whose element a literal is, "" if there is none:
// SetHeaders(map[string]string{"X-Api-Key": "…"}).
func (c *checker) headersOf(l *literal.Literal) string {
	if l.Bind.Kind != literal.Key || !symbols.CredentialHeader(l.Bind.Name) {
		return ""
	}
	for i := len(l.Parents) - 1; i > 0; i-- {
		call, ok := l.Parents[i].(*ast.CallExpr)
		if !ok {
			continue
		}
		fn, _ := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
		if fn == nil || fn.Pkg() == nil || c.lits.OwnPackage(fn.Pkg()) || !strings.Contains(fn.Name(), "Header") {
			return ""
		}
		return symbols.Of(fn).String()
	}
	return ""
}

// addCredential reports a literal handed to another module's password, secret
// or token parameter or field.
func (c *checker) addCredential(l *literal.Literal, to string) {
	c.add(c.verdict(l, "credential-argument", "a literal ("+provider.Masked(l.Value)+") is the credential handed to "+to+"; "+instead))
}

// strengthOf is the literal's strength; byte strings that are no text are
// random when their bytes are.
func strengthOf(value string) provider.Strength {
	for _, r := range value {
		if r == '\uFFFD' || r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			if len(value) >= 16 && provider.Entropy(value) > 3 && !provider.IsPlaceholder(value) {
				return provider.Random
			}
			return provider.Weak
		}
	}
	return provider.StrengthOf(value)
}

// template reports placeholders that ask to be replaced, and cannot work.
func template(value string) bool {
	return strings.ContainsAny(value, "<>{}$%*") || strings.Contains(value, "xxx") || strings.Contains(strings.ToLower(value), "your")
}

// nouns are words for secrets: as a value they are a name or a label.
var nouns = regexp.MustCompile(`(?i)^(api|auth|access|secret|private|client|app|user|db|bearer|refresh|session|security|webhook|signing|encrypt(?:ion)?|jwt|basic|default|new|old|current|test|my|your|enter|the|a|id)?[-_ ]*(api|access|secret)?[-_ ]*(key|token|secret|password|passwd|pass|pwd|credential|credentials|passphrase|otp|cookie|authorization|bearer|dsn|jwt)[-_ ]?(id|key|token|secret)?[0-9]?$`)

// label is what forms and tables call a secret: "MD5Key", "Signing Secret".
var label = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,12}[ _-]?(Key|Token|Secret|Password)$`)

// isNameOfThing reports whether a value names the secret instead of being it:
// const FieldPassword = "password", "secret_key": "Secret Key".
func (c *checker) isNameOfThing(l *literal.Literal) bool {
	if nouns.MatchString(strings.TrimSpace(l.Value)) {
		// In a library's own field it is what somebody logs in with.
		return !(l.Bind.Library && l.Bind.Kind == literal.Field && l.Bind.FieldVar != nil && !isConstName(l.Value))
	}
	if label.MatchString(l.Value) && strengthOf(l.Value) < provider.Random {
		return true
	}
	norm := normalize(l.Value)
	return norm != "" && len(norm) >= 4 && !strings.ContainsAny(l.Value, "0123456789") && strings.HasSuffix(normalize(l.Bind.Name), norm)
}

func isConstName(v string) bool { return strings.Contains(v, "_") || strings.Contains(v, " ") }

func normalize(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}

// used reports whether something reads what a placeholder is bound to.
func (c *checker) used(l *literal.Literal) bool {
	if l.Bind.Kind != literal.Var || l.Bind.Obj == nil {
		return true
	}
	if c.usedObjs == nil {
		c.usedObjs = make(map[types.Object]bool)
		for _, obj := range c.pass.TypesInfo.Uses {
			c.usedObjs[obj] = true
		}
	}
	return c.usedObjs[l.Bind.Obj] || l.Bind.Obj.Exported() && l.Bind.Obj.Parent() == c.pass.Pkg.Scope()
}

var dsnName = regexp.MustCompile(`(?i)(dsn|database_?ur[il]|db_?ur[il]|conn(ection)?_?(str|string|ur[il])|redis_?ur[il]|amqp_?ur[il]|mongo_?ur[il]|postgres_?ur[il]|mysql_?ur[il])$`)

func hasDSNName(name string) bool { return dsnName.MatchString(name) }

var (
	dsnURL   = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://([^/\s:@]*):([^/\s@]+)@([^/?\s]*)`)
	dsnMySQL = regexp.MustCompile(`^([^:@/\s]+):([^@/\s]+)@(?:[a-z]+)?\(?([^)/\s]*)\)?/`)
	dsnPairs = regexp.MustCompile(`(?i)(?:^|[\s;])(?:password|pwd)\s*=\s*'?([^\s;']+)'?`)
	dsnHost  = regexp.MustCompile(`(?i)(?:^|[\s;])(?:host|server|data source)\s*=\s*'?([^\s;']+)'?`)
)

// parseDSN returns the password and the host of a connection string.
func parseDSN(dsn string) (password, host string, ok bool) {
	if m := dsnURL.FindStringSubmatch(dsn); m != nil {
		password, host = m[2], m[3]
	} else if m := dsnMySQL.FindStringSubmatch(dsn); m != nil {
		password, host = m[2], m[3]
	} else if m := dsnPairs.FindStringSubmatch(dsn); m != nil {
		password = m[1]
		if h := dsnHost.FindStringSubmatch(dsn); h != nil {
			host = h[1]
		}
	} else {
		return "", "", false
	}
	if strings.ContainsAny(password, "%${}<>") || strings.Trim(password, "*x") == "" {
		return "", "", false
	}
	return password, host, true
}

func dsnPassword(dsn string) bool {
	_, _, ok := parseDSN(dsn)
	return ok
}
