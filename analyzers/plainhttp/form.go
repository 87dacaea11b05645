package plainhttp

import (
	"go/ast"
	"go/constant"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// plainURL is a URL without TLS that a value may be.
type plainURL struct {
	scheme string
	// host is empty when it is not known.
	host   string
	origin *ssaflow.Origin
	// expr is where it is written, when the origin does not tell.
	expr ast.Expr
}

// plain returns the URLs without TLS that reach a sink.
func (c *checker) plain(u *ssaflow.SinkUse) []plainURL {
	var out []plainURL
	origins := c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path})
	for _, o := range origins {
		text, ok := o.StringConst()
		if !ok || hasTail(o.Steps) {
			continue
		}
		switch o.Out.Last().Field() {
		case "":
		case "Scheme":
			if text == "http" || text == "ws" {
				if p := c.structURL(o, text, origins); p.host != "" || !alsoSecure(o, origins) {
					out = append(out, p)
				}
			}
			continue
		default:
			continue
		}
		if text == "http" || text == "ws" {
			if next, at, ok := behindScheme(o); ok && !otherScheme(o, origins) {
				if host, ok := c.hostOf(next, at); ok {
					out = append(out, plainURL{scheme: text, host: host, origin: o, expr: c.joinExpr(at)})
				}
			}
			continue
		}
		scheme, host, ok := split(text)
		if !ok {
			continue
		}
		p := plainURL{scheme: scheme, host: host, origin: o}
		if host == "" {
			if p.host, ok = c.hostBehind(o, text); !ok || p.host == "" && alternatives(o, origins) {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// alternatives reports whether a https URL may be used instead of o.
func alternatives(o *ssaflow.Origin, all []*ssaflow.Origin) bool {
	for _, other := range all {
		if text, ok := other.StringConst(); ok && other.Out == o.Out && !hasTail(other.Steps) &&
			(strings.HasPrefix(text, "https") || strings.HasPrefix(text, "wss")) {
			return true
		}
	}
	return false
}

// alsoSecure reports whether the scheme o is only one of several, so that
// something at run time decides about TLS.
func alsoSecure(o *ssaflow.Origin, all []*ssaflow.Origin) bool {
	for _, other := range all {
		if other.Out == o.Out && other != o {
			return true
		}
	}
	return false
}

// otherScheme reports whether a URL may begin with something else than the
// scheme o.
func otherScheme(o *ssaflow.Origin, all []*ssaflow.Origin) bool {
	for _, other := range all {
		if other.Out != o.Out || hasTail(other.Steps) {
			continue
		}
		if text, ok := other.StringConst(); !ok || text != "http" && text != "ws" && !strings.Contains(text, "://") {
			return true
		}
	}
	return false
}

// hasTail reports whether the value ended up behind the beginning of a text, or
// encoded in it: a return URL in a query is no request.
func hasTail(steps []*ssaflow.Step) bool {
	for _, s := range steps {
		if s.Kind == ssaflow.ConcatStep && s.Tail || s.Kind == ssaflow.CallStep && encodes(s.Callee) {
			return true
		}
	}
	return false
}

// encodes reports whether a function's result is no URL any more.
func encodes(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "net/url":
		return ref.Name == "QueryEscape" || ref.Name == "PathEscape" || ref.Name == "Encode"
	}
	return strings.HasPrefix(ref.Pkg, "encoding/") && !strings.HasPrefix(ref.Name, "Decode") && !strings.HasPrefix(ref.Name, "Unmarshal") ||
		strings.HasPrefix(ref.Pkg, "crypto/") || strings.HasPrefix(ref.Pkg, "hash/")
}

// verb is a formatting verb.
var verb = regexp.MustCompile(`%[-+# 0]*[0-9.]*(\[[0-9]+\])?[a-zA-Z]`)

// split takes the scheme and host off a URL without TLS. The host is empty when
// the text ends before it, or when a formatting verb stands for it.
func split(text string) (scheme, host string, ok bool) {
	text = strings.TrimSpace(text)
	for _, s := range []string{"http", "ws"} {
		if len(text) < len(s)+3 || !strings.EqualFold(text[:len(s)], s) || text[len(s):len(s)+3] != "://" {
			continue
		}
		host = text[len(s)+3:]
		if i := strings.IndexAny(host, "/?#"); i >= 0 {
			host = host[:i]
		}
		if i := strings.LastIndexByte(host, '@'); i >= 0 {
			host = host[i+1:]
		}
		if name, port, found := strings.Cut(host, ":"); found && !strings.Contains(port, ":") {
			host = name
		}
		if verb.ReplaceAllString(host, "") == "" {
			return s, "", true
		}
		return s, verb.ReplaceAllString(host, "x"), true
	}
	return "", "", false
}

// hostBehind finds the host that follows "http://" in a concatenation or format.
// ok is false when it is known and of no interest, or when nothing follows.
func (c *checker) hostBehind(o *ssaflow.Origin, text string) (host string, ok bool) {
	// The step nearest to the source is where the scheme is put in front.
	var join *ssaflow.Step
	for _, s := range o.Steps {
		if s.Kind == ssaflow.ConcatStep && s.Value != nil {
			join = s
		}
	}
	if join == nil {
		if next, at := writtenNext(o); next != nil {
			return c.hostOf(next, at)
		}
		return "", false
	}
	var next ssa.Value
	switch v := join.Value.(type) {
	case *ssa.BinOp:
		next = v.Y
		// "http://" + name + ".svc.cluster.local"
		if outer := joinedTo(v); outer != nil {
			if rest, isConst := ssavalue.ConstString(outer.Y); isConst && strings.HasPrefix(rest, ".") {
				name, _, _ := strings.Cut("x"+rest, "/")
				return hostOnly(name), c.far(hostOnly(name))
			}
		}
	case *ssa.Call:
		elems, known := ssaflow.Variadic(v)
		if !known || len(elems) == 0 {
			return "", false
		}
		next = elems[0]
		if !strings.Contains(text, "%") && len(elems) > 1 {
			next = elems[1] // fmt.Sprint("http://", host)
		}
	}
	if next == nil {
		return "", false
	}
	at, _ := join.Value.(ssa.Instruction)
	return c.hostOf(next, at)
}

// writtenNext returns what is written to a builder or buffer right after the
// text o.
func writtenNext(o *ssaflow.Origin) (ssa.Value, ssa.Instruction) {
	for i := len(o.Steps) - 1; i >= 0; i-- {
		call, ok := o.Steps[i].Instr.(*ssa.Call)
		if !ok || ssaflow.CalleeOf(call).Name != "WriteString" {
			continue
		}
		recv, found := ssaflow.Receiver(call), false
		for _, instr := range call.Block().Instrs {
			next, ok := instr.(*ssa.Call)
			switch {
			case instr == ssa.Instruction(call):
				found = true
			case found && ok && ssaflow.CalleeOf(next).Name == "WriteString" && ssaflow.Receiver(next) == recv:
				return ssaflow.Args(next)[0], next
			}
		}
	}
	return nil, nil
}

// hostOf looks at the host that a URL without TLS is made with. ok is false when
// it is known and of no interest.
func (c *checker) hostOf(next ssa.Value, at ssa.Instruction) (host string, ok bool) {
	local, other, unknown := false, "", false
	for _, h := range c.fl.Origins(next, ssaflow.Query{At: at, Fields: true}) {
		if hasTail(h.Steps) {
			continue
		}
		switch s, isConst := h.StringConst(); {
		case isConst && (s == "" || strings.HasPrefix(s, "/") || strings.HasPrefix(s, ":")):
			local = true // ":8080": this machine
		case isConst:
			name, _, _ := strings.Cut(s, "/")
			if c.far(hostOnly(name)) {
				other = hostOnly(name)
			} else {
				local = true
			}
		case nearby(h):
			local = true
		case h.Kind != ssaflow.Zero:
			unknown = true
		}
	}
	switch {
	case other != "":
		return other, true
	case local:
		return "", false
	}
	return "", unknown
}

// behindScheme finds the host in scheme + "://" + host and in
// fmt.Sprintf("%s://%s", scheme, host), where o is the scheme.
func behindScheme(o *ssaflow.Origin) (host ssa.Value, at ssa.Instruction, ok bool) {
	for i := len(o.Steps) - 1; i >= 0; i-- {
		s := o.Steps[i]
		if s.Kind != ssaflow.ConcatStep || s.Value == nil {
			continue
		}
		switch v := s.Value.(type) {
		case *ssa.BinOp:
			text, isConst := ssavalue.ConstString(v.Y)
			switch {
			case !isConst:
				return nil, nil, false
			case text == "://":
				if outer := joinedTo(v); outer != nil {
					return outer.Y, outer, true
				}
				return nil, nil, false
			case strings.HasPrefix(text, "://"):
				return ssa.NewConst(constant.MakeString(text[3:]), v.Y.Type()), v, true
			}
			return nil, nil, false
		case *ssa.Call:
			args := ssaflow.Args(v)
			elems, known := ssaflow.Variadic(v)
			if !known || len(args) < 2 || len(elems) == 0 {
				return nil, nil, false
			}
			format, isConst := ssavalue.ConstString(args[0])
			rest, found := strings.CutPrefix(verb.ReplaceAllString(format, "%"), "%://")
			switch {
			case !isConst || !found:
				return nil, nil, false
			case strings.HasPrefix(rest, "%"):
				if len(elems) < 2 {
					return nil, nil, false
				}
				return elems[1], v, true
			}
			return ssa.NewConst(constant.MakeString(rest), args[0].Type()), v, true
		}
	}
	return nil, nil, false
}

// joinedTo returns the concatenation of a text with what follows it.
func joinedTo(v *ssa.BinOp) *ssa.BinOp {
	if v.Referrers() == nil {
		return nil
	}
	for _, r := range *v.Referrers() {
		if outer, ok := r.(*ssa.BinOp); ok && outer.X == v {
			return outer
		}
	}
	return nil
}

// joinExpr is the expression that joins a scheme and a host.
func (c *checker) joinExpr(at ssa.Instruction) ast.Expr {
	if call, ok := at.(ssa.CallInstruction); ok {
		if e := c.fl.CallExpr(call); e != nil {
			return e
		}
		return nil
	}
	e, _ := c.fl.Node(at).(ast.Expr)
	return e
}

func hostOnly(host string) string {
	if name, port, found := strings.Cut(host, ":"); found && !strings.Contains(port, ":") {
		host = name
	}
	return verb.ReplaceAllString(host, "x")
}

// nearby reports whether a host comes from where it can only be this machine or
// its network: a listener's address, a lookup of the machine's own name, or the
// host that the caller has asked for.
func nearby(o *ssaflow.Origin) bool {
	for _, a := range o.ConstArgs {
		if a == "localhost" || strings.HasPrefix(a, "127.") || a == "::1" || a == "0.0.0.0" {
			return true
		}
	}
	switch {
	case o.Callee.Name == "Addr" || o.Callee.Name == "Hostname" && o.Callee.Pkg == "os" || o.Callee.Name == "LocalAddr":
		return true
	case strings.Contains(o.Callee.Pkg, "httptest") || strings.Contains(o.Callee.Pkg, "testcontainers"):
		return true
	}
	for _, s := range o.Steps {
		name := strings.ToLower(s.Name)
		if s.Kind == ssaflow.FieldStep && name == "host" && s.Owner.Pkg == "net/http" {
			return true
		}
		if (s.Kind == ssaflow.NameStep || s.Kind == ssaflow.FieldStep) && (strings.Contains(name, "local") || strings.Contains(name, "loopback") || strings.Contains(name, "sock")) {
			return true
		}
	}
	return false
}

// structURL is the URL of a url.URL whose scheme is plain.
func (c *checker) structURL(o *ssaflow.Origin, scheme string, all []*ssaflow.Origin) plainURL {
	p := plainURL{scheme: scheme, origin: o}
	for i := len(o.Steps) - 1; i >= 0; i-- {
		if s := o.Steps[i]; s.Kind == ssaflow.StoreStep && s.Instr != nil {
			p.expr = c.fl.StoreExpr(s.Instr)
			break
		}
	}
	prefix := strings.TrimSuffix(string(o.Out), ".Scheme")
	for _, h := range all {
		if string(h.Out) == prefix+".Host" && h.Const != nil && h.Const.Kind() == constant.String {
			p.host = hostOnly(constant.StringVal(h.Const))
		} else if string(h.Out) == prefix+".Host" && p.host == "" && nearby(h) {
			p.host = "localhost" // net.JoinHostPort("localhost", port)
		}
	}
	return p
}
