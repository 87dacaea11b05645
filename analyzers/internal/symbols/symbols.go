// Package symbols knows what the functions, methods and fields of other modules
// are for: which ones log, send, verify, read input, store state and so on.
//
// The table is matched by import path with major versions stripped ("/v82",
// ".v2"), receiver type and name, because most payment SDKs publish a new major
// several times a year.
package symbols

import (
	_ "embed"
	"go/types"
	"strings"
	"sync"
)

// Role says what a symbol is for.
type Role string

// Roles of the table. A symbol may have several.
const (
	ProviderWrite       Role = "provider.write"       // SDK call that moves money or creates an operation
	ProviderIdempotency Role = "provider.idempotency" // sets an idempotency key
	HTTPSend            Role = "http.send"            // builds or sends a write request
	HTTPHeader          Role = "http.header"          // sets a request header
	HTTPRetry           Role = "http.retry"           // retry knob of an HTTP client
	RetryRun            Role = "retry.run"            // runs a function again when it fails
	RetryOption         Role = "retry.opt"            // limits or opts out of retrying
	WebhookVerify       Role = "webhook.verify"       // SDK verifier of a webhook
	WebhookUnsafe       Role = "webhook.unsafe"       // switches part of the verification off
	CryptoVerify        Role = "crypto.verify"        // primitive that authenticates
	CryptoUnsafe        Role = "crypto.unsafe"        // unauthenticated or unverified use
	InputSource         Role = "input.source"         // returns request input
	InputBinder         Role = "input.binder"         // decodes request input into an argument
	ResponseSink        Role = "response.sink"        // writes to the client
	Validate            Role = "validate"             // validates a value
	StateWrite          Role = "state.write"          // stores
	StateBuilder        Role = "state.builder"        // part of a builder that stores
	LogSink             Role = "log.sink"             // logs, traces, measures or reports
	LogField            Role = "log.field"            // makes or attaches a log field
	Redact              Role = "redact"               // redacts
	ErrorText           Role = "error.text"           // makes an error of its arguments
	LogWriter           Role = "log.writer"           // writes to a file or stream, which may be a log
)

// Ref names a function, method or field independent of its module's major version.
type Ref struct {
	// Pkg is the import path without major version elements.
	Pkg string
	// Recv is the receiver's (or owner's) type name, empty for functions.
	Recv string
	Name string
}

// Symbol is "Recv.Name", or "Name" without receiver.
func (r Ref) Symbol() string {
	if r.Recv == "" {
		return r.Name
	}
	return r.Recv + "." + r.Name
}

// String is what messages show: "slog.Info", "(zap.Logger).Info".
func (r Ref) String() string {
	base := r.Pkg[strings.LastIndexByte(r.Pkg, '/')+1:]
	switch {
	case r.Pkg == "":
		return r.Symbol()
	case r.Recv != "":
		return "(" + base + "." + r.Recv + ")." + r.Name
	}
	return base + "." + r.Name
}

// Is reports whether r is the function or method: Is("net/http", "Client.Do").
func (r Ref) Is(pkg, symbol string) bool { return r.Pkg == pkg && r.Symbol() == symbol }

// Of returns the reference of a function or method.
func Of(fn *types.Func) Ref {
	if fn == nil {
		return Ref{}
	}
	ref := Ref{Name: fn.Name()}
	if fn.Pkg() != nil {
		ref.Pkg = Normalize(fn.Pkg().Path())
	}
	if recv := fn.Signature().Recv(); recv != nil {
		ref.Recv = TypeName(recv.Type())
	}
	return ref
}

// TypeName returns the name of a named type or of what a pointer points to.
func TypeName(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// TypeRef returns package and name of a named type or of what a pointer points
// to: Ref{Pkg: "net/http", Name: "Request"}. It is zero for unnamed types.
func TypeRef(t types.Type) Ref {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return Ref{}
	}
	ref := Ref{Name: n.Obj().Name()}
	if n.Obj().Pkg() != nil {
		ref.Pkg = Normalize(n.Obj().Pkg().Path())
	}
	return ref
}

// Normalize strips major versions from an import path: "/v82" elements and
// ".v2" suffixes, and a vendor prefix.
func Normalize(path string) string {
	for { // not LastIndex, which is slow
		_, rest, ok := strings.Cut(path, "/vendor/")
		if !ok {
			break
		}
		path = rest
	}
	if !hasMajor(path) {
		return path
	}
	if p, ok := normalized.Load(path); ok {
		return p.(string)
	}
	p := withoutMajors(path)
	normalized.Store(path, p)
	return p
}

// normalized remembers what import paths with a major version become: every
// mention of a function asks for it.
var normalized sync.Map

func withoutMajors(path string) string {
	elems := strings.Split(path, "/")
	out := elems[:0]
	for i, e := range elems {
		if i > 0 && isMajor(e) {
			continue
		}
		if dot := strings.LastIndex(e, ".v"); dot > 0 && i > 0 && isMajor(e[dot+1:]) {
			e = e[:dot]
		}
		out = append(out, e)
	}
	return strings.Join(out, "/")
}

// hasMajor reports whether path may contain a major version.
func hasMajor(path string) bool {
	for i := 1; i+1 < len(path); i++ {
		if path[i] == 'v' && (path[i-1] == '/' || path[i-1] == '.') && path[i+1] >= '0' && path[i+1] <= '9' {
			return true
		}
	}
	return false
}

// isMajor reports whether s is "v" and a number.
func isMajor(s string) bool {
	if len(s) < 2 || s[0] != 'v' {
		return false
	}
	for _, c := range s[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

//go:embed table.tsv
var tableText string

// load parses the table once: per package path, per symbol, its roles.
var load = sync.OnceValue(func() map[string]map[string][]Role {
	table := make(map[string]map[string][]Role)
	add := func(pkg, symbol string, role Role) {
		syms := table[pkg]
		if syms == nil {
			syms = make(map[string][]Role)
			table[pkg] = syms
		}
		syms[symbol] = append(syms[symbol], role)
	}
	for line := range strings.Lines(tableText) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		pkg := Normalize(f[1])
		add(pkg, f[2], Role(f[0]))
		// Promoted methods belong to the type that declares them.
		if f[3] != "-" && f[3] != f[2] {
			add(pkg, f[3], Role(f[0]))
		}
	}
	for _, e := range extra {
		add(e.pkg, e.symbol, e.role)
	}
	for _, e := range extraSinks {
		add(Normalize(e.pkg), e.symbol, e.role)
	}
	return table
})

// HasRef reports whether the table gives ref that role.
func HasRef(ref Ref, role Role) bool {
	for _, r := range load()[ref.Pkg][ref.Symbol()] {
		if r == role {
			return true
		}
	}
	return isLogger(ref, role) || role == LogField && isZerologField(ref)
}

// Has reports whether the table gives fn that role.
func Has(fn *types.Func, role Role) bool { return fn != nil && HasRef(Of(fn), role) }

// KnownPackage reports whether the table has any symbol of the package.
func KnownPackage(path string) bool { return load()[Normalize(path)] != nil }

// PackageHas reports whether the table gives any symbol of the package the role.
func PackageHas(path string, role Role) bool {
	for _, roles := range load()[Normalize(path)] {
		for _, r := range roles {
			if r == role {
				return true
			}
		}
	}
	return false
}

// extra are symbols that the generated table lacks.
var extra = []struct {
	role   Role
	pkg    string
	symbol string
}{}
