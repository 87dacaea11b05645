package hardcodedsecret

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
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
func (c *checker) secretBinding(b *binding) certainty {
	switch b.kind {
	case bindNone, bindCompare, bindTag:
		return noSecret
	case bindArg:
		if key, ok := c.settingKey(b); ok {
			return c.secretName(key)
		}
		if b.callee == nil || notAbout[pkgPath(b.callee)] {
			return noSecret
		}
	case bindField:
		if b.field != nil {
			switch c.names.Field(b.owner, b.field, b.tag) {
			case naming.Secret, naming.AuthCode, naming.StoredToken, naming.Custom:
				return isSecret
			}
			if m := c.names.FieldMatch(b.owner, b.name, b.tag); m.Cancelled {
				return noSecret
			}
		}
	case bindReturn:
		if b.typ != nil && !holdsText(b.typ) {
			return noSecret
		}
		if verbFirst.MatchString(b.name) {
			return noSecret
		}
	}
	if b.typ != nil && b.kind != bindReturn {
		if m := c.names.Match(b.name); m.Class != naming.None && !c.names.Holds(m, b.typ) {
			return noSecret
		}
	}
	return c.secretName(b.name)
}

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
		return isBytes(t) || holdsText(u.Elem())
	case *types.Array:
		return isBytes(t)
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

// secretName says whether a name by itself means a secret.
func (c *checker) secretName(name string) certainty {
	if name == "" || len(name) > 80 {
		return noSecret
	}
	m := c.names.Match(name)
	switch m.Class {
	case naming.Secret, naming.AuthCode, naming.StoredToken, naming.Custom:
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
func (c *checker) settingKey(b *binding) (string, bool) {
	if b.callee == nil || b.arg < 1 || !setter.MatchString(b.callee.Name()) {
		return "", false
	}
	key, ok := c.constString(b.call.Args[b.arg-1])
	return key, ok && key != ""
}

// named reports literals bound to a name that says secret.
func (c *checker) named() {
	for _, l := range c.lits {
		if c.quiet(l.pos()) || len(l.value) > 4096 {
			continue
		}
		certain := c.secretBinding(&l.bind)
		if certain == noSecret || sampleText(l) {
			continue
		}
		if l.bind.elem && certain == isSecret && provider.StrengthOf(l.value) < provider.Random {
			continue // a list of names
		}
		c.judge(l, certain)
	}
}

// judge reports a literal that is bound to a secret's name, by its strength.
func (c *checker) judge(l *literal, certain certainty) {
	value := l.value
	if c.isNameOfThing(l) {
		return
	}
	strength := strengthOf(value)
	if hasDSNName(l.bind.name) {
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
		if certain == isSecret && c.libraryCredential(&l.bind) {
			c.addCredential(l, l.bind.owner)
			return
		}
		v := c.verdict(l, "named-literal", "a literal ("+provider.Masked(value)+") is the value of the credential"+c.boundTo(&l.bind)+"; "+instead)
		if strength == provider.Password && certain == isSecret && c.names.Match(l.bind.name).Class != naming.Secret {
			v.severity = catalog.Warning
		}
		c.add(v)
	case strength >= provider.Weak && certain == isSecret && c.used(l):
		if c.libraryCredential(&l.bind) && !template(value) {
			c.addCredential(l, l.bind.owner)
			return
		}
		c.add(c.verdict(l, "weak-default", "a placeholder ("+provider.Masked(value)+") is the value of the credential"+c.boundTo(&l.bind)+"; "+
			"leave it empty and refuse to start without a configured one"))
	}
}

// libraryCredential reports whether another module's parameter or field takes
// the literal as a credential; a setter of settings takes anything.
func (c *checker) libraryCredential(b *binding) bool {
	if _, setting := c.settingKey(b); setting {
		return false
	}
	return b.library && (b.kind == bindArg || b.kind == bindField)
}

// addCredential reports a literal handed to another module's password, secret
// or token parameter or field.
func (c *checker) addCredential(l *literal, to string) {
	c.add(c.verdict(l, "credential-argument", "a literal ("+provider.Masked(l.value)+") is the credential handed to "+to+"; "+instead))
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
var nouns = regexp.MustCompile(`(?i)^(api|auth|access|secret|private|client|app|user|db|bearer|refresh|session|security|webhook|signing|encrypt(?:ion)?|jwt|basic|default|new|old|current|test|my|your|enter|the|a|id)?[-_ ]*(api|access|secret)?[-_ ]*(key|token|secret|password|passwd|pass|pwd|credential|credentials|passphrase|otp|cookie|authorization|bearer|dsn|jwt)[-_ ]?(id|key|token|secret)?$`)

// isNameOfThing reports whether a value names the secret instead of being it:
// const FieldPassword = "password", "secret_key": "Secret Key".
func (c *checker) isNameOfThing(l *literal) bool {
	if nouns.MatchString(strings.TrimSpace(l.value)) {
		// In a library's own field it is what somebody logs in with.
		return !(l.bind.library && l.bind.kind == bindField && l.bind.field != nil && !isConstName(l.value))
	}
	norm := normalize(l.value)
	return norm != "" && len(norm) >= 4 && !strings.ContainsAny(l.value, "0123456789") && strings.HasSuffix(normalize(l.bind.name), norm)
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
func (c *checker) used(l *literal) bool {
	if l.bind.kind != bindVar || l.bind.obj == nil {
		return true
	}
	if c.usedObjs == nil {
		c.usedObjs = make(map[types.Object]bool)
		for _, obj := range c.pass.TypesInfo.Uses {
			c.usedObjs[obj] = true
		}
	}
	return c.usedObjs[l.bind.obj] || l.bind.obj.Exported() && l.bind.obj.Parent() == c.pass.Pkg.Scope()
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
