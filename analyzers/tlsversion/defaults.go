package tlsversion

import (
	"go/ast"
	"go/token"
	"go/version"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// oldDefaults says where an unset MinVersion means TLS 1.0, and because of what.
type oldDefaults struct {
	clients, servers string
}

// defaultsOf reads the module's go line and, in a command, its //go:debug
// directives. The go command decides by the main package's; the module of a
// package under analysis is the main module.
func (c *checker) defaultsOf() oldDefaults {
	lang := c.pass.Pkg.GoVersion()
	if c.pass.Module != nil && c.pass.Module.GoVersion != "" {
		lang = "go" + strings.TrimPrefix(c.pass.Module.GoVersion, "go")
	}
	server, text := "", ""
	if c.pass.Pkg.Name() == "main" {
		for _, f := range c.pass.Files {
			for _, group := range f.Comments {
				for _, comment := range group.List {
					rest, ok := strings.CutPrefix(comment.Text, "//go:debug ")
					if !ok || comment.Pos() > f.Package {
						continue
					}
					key, value, _ := strings.Cut(strings.TrimSpace(rest), "=")
					switch key {
					case "tls10server":
						server, text = value, strings.TrimSpace(comment.Text)
					case "default":
						lang = value
					}
				}
			}
		}
	}
	var d oldDefaults
	if version.IsValid(lang) {
		name := "go " + strings.TrimPrefix(version.Lang(lang), "go")
		if version.Compare(lang, "go1.18") < 0 {
			d.clients = name
		}
		if version.Compare(lang, "go1.22") < 0 {
			d.servers = name
		}
	}
	switch server {
	case "1":
		d.servers = text
	case "0":
		d.servers = ""
	}
	return d
}

// defaults reports configurations whose MinVersion is left to an old default.
func (c *checker) defaults() {
	old := c.defaultsOf()
	if old == (oldDefaults{}) {
		return
	}
	literals := make(map[token.Pos]*ast.CompositeLit)
	for _, f := range c.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok {
				literals[lit.Lbrace] = lit
			}
			return true
		})
	}
	for _, fn := range c.fl.Funcs() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				alloc, ok := instr.(*ssa.Alloc)
				if !ok || !symbols.TypeRef(alloc.Type()).Is("crypto/tls", "Config") {
					continue
				}
				pos, end := alloc.Pos(), alloc.Pos()
				if lit := literals[alloc.Pos()]; lit != nil {
					pos, end = lit.Pos(), lit.End()
				}
				if pos.IsValid() && c.r.Visible(pos) && c.unset(alloc) {
					c.legacy(alloc, old, pos, end)
				}
			}
		}
	}
}

// unset reports whether MinVersion of a configuration is 0 for certain.
func (c *checker) unset(alloc *ssa.Alloc) bool {
	found := false
	for _, o := range c.fl.Origins(alloc, ssaflow.Query{Path: ".MinVersion"}) {
		n, isInt := o.IntConst()
		if o.Kind != ssaflow.Zero && !(isInt && n == 0) {
			return false
		}
		found = true
	}
	// A copy of another configuration has that one's version.
	for _, r := range *alloc.Referrers() {
		if st, ok := r.(*ssa.Store); ok && st.Addr == alloc {
			return false
		}
	}
	return found
}

func (c *checker) legacy(alloc *ssa.Alloc, old oldDefaults, pos, end token.Pos) {
	server, client := sides(alloc)
	by, side := "", ""
	switch {
	case server && old.servers != "":
		by, side = old.servers, "servers"
	case !server && old.clients != "":
		by, side = old.clients, "clients"
		if !client && old.servers != "" {
			side = "clients and servers"
		}
	default:
		return
	}
	c.r.Report(report.Finding{
		Category: "legacy-default", Pos: pos, End: end,
		Message: "MinVersion is not set and " + by + " means TLS 1.0 for " + side + "; set tls.VersionTLS12",
	})
}

// sides says whether a configuration is visibly one of a server or of a client.
func sides(alloc *ssa.Alloc) (server, client bool) {
	own := false // has a certificate, as servers and some clients do
	visit := func(v ssa.Value) {
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.FieldAddr:
				switch ssaflow.FieldRef(r.X.Type(), r.Field).Name {
				case "ClientAuth", "ClientCAs", "GetConfigForClient", "PreferServerCipherSuites", "GetCertificate":
					server = true
				case "RootCAs", "ServerName", "InsecureSkipVerify", "ClientSessionCache", "GetClientCertificate":
					client = true
				case "Certificates":
					own = true
				}
			case *ssa.Store:
				fa, ok := r.Addr.(*ssa.FieldAddr)
				if !ok || r.Val != v {
					continue
				}
				owner := symbols.TypeRef(fa.X.Type())
				switch {
				case owner.Is("net/http", "Server"):
					server = true
				case owner.Is("net/http", "Transport"), strings.Contains(owner.Name, "Dialer"), strings.Contains(owner.Name, "Client"):
					client = true
				}
			case ssa.CallInstruction:
				switch ref := ssaflow.CalleeOf(r); {
				case ref.Pkg == "crypto/tls" && (ref.Name == "NewListener" || ref.Name == "Listen" || ref.Name == "Server"):
					server = true
				case ref.Pkg == "crypto/tls" && (ref.Name == "Dial" || ref.Name == "DialWithDialer" || ref.Name == "Client"):
					client = true
				}
			}
		}
	}
	visit(alloc)
	if own && !client && !server {
		server = true
	}
	return server && !client, client
}
