package messageauth

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// comparison is a place where two values are compared.
type comparison struct {
	instr        ssa.Instruction
	x, y         ssa.Value
	xPath, yPath ssaflow.Path
	// how is what messages call it: "==", "bytes.Equal", "a switch".
	how string
	// constant says that the comparison takes the same time for every input.
	constant bool
	// pos and end are the comparison's expression.
	pos, end token.Pos
	node     ast.Node
}

// comparers are the functions that compare their first two arguments.
var comparers = map[symbols.Ref]bool{
	{Pkg: "bytes", Name: "Equal"}:                       false,
	{Pkg: "bytes", Name: "EqualFold"}:                   false,
	{Pkg: "bytes", Name: "Compare"}:                     false,
	{Pkg: "strings", Name: "EqualFold"}:                 false,
	{Pkg: "strings", Name: "Compare"}:                   false,
	{Pkg: "cmp", Name: "Compare"}:                       false,
	{Pkg: "reflect", Name: "DeepEqual"}:                 false,
	{Pkg: "slices", Name: "Equal"}:                      false,
	{Pkg: "slices", Name: "Compare"}:                    false,
	{Pkg: "slices", Name: "Contains"}:                   false,
	{Pkg: "slices", Name: "Index"}:                      false,
	{Pkg: "maps", Name: "Equal"}:                        false,
	{Pkg: "crypto/hmac", Name: "Equal"}:                 true,
	{Pkg: "crypto/subtle", Name: "ConstantTimeCompare"}: true,
}

// comparisons lists the comparisons of a function whose sides may be secret.
func (c *checker) comparisons(fn *ssa.Function) []*comparison {
	var out []*comparison
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if cmp := c.comparison(instr); cmp != nil {
				out = append(out, cmp)
			}
		}
	}
	return out
}

func (c *checker) comparison(instr ssa.Instruction) *comparison {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		if instr.Op != token.EQL && instr.Op != token.NEQ || !mayHoldSecret(instr.X) || !mayHoldSecret(instr.Y) {
			return nil
		}
		cmp := &comparison{instr: instr, x: instr.X, y: instr.Y, how: instr.Op.String(), pos: instr.Pos(), end: instr.Pos()}
		if e, ok := c.flow.Node(instr).(*ast.BinaryExpr); ok {
			cmp.node, cmp.pos, cmp.end = e, e.Pos(), e.End()
		} else {
			cmp.how = "a switch"
		}
		return cmp
	case *ssa.Lookup:
		if _, ok := instr.X.Type().Underlying().(*types.Map); !ok || !mayHoldSecret(instr.Index) {
			return nil
		}
		if _, ok := instr.Index.(*ssa.Const); ok {
			return nil
		}
		return &comparison{instr: instr, x: instr.X, y: instr.Index, how: "a map lookup", pos: instr.Pos(), end: instr.Pos()}
	case *ssa.Call:
		ref := ssaflow.CalleeOf(instr)
		constantTime, ok := comparers[ref]
		args := ssaflow.Args(instr)
		if !ok || len(args) < 2 {
			return nil
		}
		cmp := &comparison{instr: instr, x: args[0], y: args[1], how: ref.String(), constant: constantTime, pos: instr.Pos(), end: instr.Pos()}
		if e := c.flow.CallExpr(instr); e != nil {
			cmp.node, cmp.pos, cmp.end = e, e.Pos(), e.End()
		}
		if ref.Name == "Contains" || ref.Name == "Index" {
			cmp.xPath = "[]"
		}
		return cmp
	}
	return nil
}

// mayHoldSecret reports whether a value may hold a secret: text, bytes or
// anything; constants only when they could be one.
func mayHoldSecret(v ssa.Value) bool {
	if k, ok := v.(*ssa.Const); ok {
		s, ok := constString(k)
		return ok && len(s) >= 8
	}
	switch u := v.Type().Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Array:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Uint8
	case *types.Interface:
		return true
	}
	return false
}

func constString(k *ssa.Const) (string, bool) {
	if k.Value == nil || k.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(k.Value), true
}

// subject is what a comparison of secrets compares.
type subject struct {
	text string // for messages
	// input and own are the handed-in and the computed or configured side.
	input, own *side
	shared     bool // a shared secret, not a MAC
}

// judge decides whether a comparison is one of signatures or shared secrets.
func (c *checker) judge(cmp *comparison, x, y *side) *subject {
	if x.length || y.length || x.validator || y.validator || x.value == y.value {
		return nil
	}
	if cmp.how == "a map lookup" {
		return c.judgeLookup(cmp, y)
	}
	for _, p := range [2][2]*side{{x, y}, {y, x}} {
		own, in := p[0], p[1]
		if own.mac != nil && in.mac == nil && !in.literal && in.digest == nil {
			return &subject{text: describe(in, own), input: in, own: own}
		}
		if own.digest != nil && own.mac == nil && in.mac == nil && in.digest == nil && !in.literal {
			if own.keyed != "" || in.signature != "" && (in.input || in.header || own.computed) {
				return &subject{text: describe(in, own), input: in, own: own}
			}
		}
		if in.signature != "" && own.computed && own.signature == "" && !own.literal && in.digest == nil && in.mac == nil {
			return &subject{text: describe(in, own), input: in, own: own}
		}
	}
	for _, p := range [2][2]*side{{x, y}, {y, x}} {
		own, in := p[0], p[1]
		if in.literal || own.literal && in.secretInput == "" {
			continue
		}
		switch {
		case own.literal:
			// A literal that a credential of the request must be equal to.
			if in.input && !schemeWord(own.text) {
				return &subject{text: "a literal is compared with " + in.secretInput + " by", input: in, own: own, shared: true}
			}
		case own.secret == "":
			if own.key != "" && in.input && in.keyInput != "" && in.key == "" {
				return &subject{text: own.key + " is compared with request input by", input: in, own: own, shared: true}
			}
			if in.header && in.secretInput != "" && in.input && own.setting != "" && !own.input && own.signature == "" {
				return &subject{text: own.setting + " is compared with request input by", input: in, own: own, shared: true}
			}
			if in.header && in.secretInput != "" && in.input && own.credential != "" && !own.input && !own.literal {
				return &subject{text: own.credential + " is compared with request input by", input: in, own: own, shared: true}
			}
		case in.input && in.secret == "":
			return &subject{text: own.secret + " is compared with request input by", input: in, own: own, shared: true}
		case in.param != "" && in.secret == "":
			return &subject{text: own.secret + " is compared with " + in.param + " by", input: in, own: own, shared: true}
		}
	}
	return nil
}

// judgeLookup decides whether a map is looked up by a secret from a request.
func (c *checker) judgeLookup(cmp *comparison, key *side) *subject {
	if key.literal || !key.input {
		return nil
	}
	name := ""
	if key.secretInput != "" && key.header {
		// The map must be set up once, not be somebody's sessions.
		for _, o := range c.flow.Origins(cmp.x, ssaflow.Query{At: cmp.instr}) {
			if o.Kind == ssaflow.Param && o.Fn != nil && o.Fn.Signature.Recv() != nil && o.Index == 0 || o.Kind == ssaflow.Global {
				name = key.secretInput
			}
		}
	} else if key.signature != "" && key.header {
		name = key.signature
	}
	if name == "" {
		return nil
	}
	return &subject{text: "header " + name, input: key, own: key, shared: true}
}

// schemeWord reports whether a literal is no credential but a word of a protocol.
func schemeWord(s string) bool {
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
			letters++
		case r == ' ' || r == '/' || r == '<' || r == '>' || r == '$' || r == '{' || r == '*':
			return true
		}
	}
	return digits == 0 && len(s) < 12 || letters == 0
}

// describe names what is compared.
func describe(in, own *side) string {
	kind, name := "signature", in.signature
	if name == "" {
		kind, name = "hash", in.hash
	}
	switch {
	case name != "" && in.headerName != "":
		return kind + " header " + in.headerName
	case strings.EqualFold(name, kind):
		return "the " + kind
	case name != "":
		return "the " + kind + " in " + name
	case own.mac != nil:
		return "the " + own.mac.name + " signature"
	case own.digest != nil && own.keyed != "":
		return "the " + own.digest.name + " signature over " + own.keyed
	}
	return "the signature"
}

// compare checks one comparison.
func (c *checker) compare(cmp *comparison) {
	x := c.classify(cmp.x, cmp.xPath, cmp.instr)
	y := c.classify(cmp.y, cmp.yPath, cmp.instr)
	sub := c.judge(cmp, x, y)
	if sub == nil {
		return
	}
	if !sub.shared {
		c.covered(sub)
	}
	if cmp.constant {
		c.compared[cmp.instr] = sub
		return
	}
	use, text := "hmac.Equal", sub.text
	if sub.shared {
		use = "subtle.ConstantTimeCompare"
	}
	if !strings.HasSuffix(text, " by") {
		text += " is compared with"
	}
	c.flagged = append(c.flagged, &flag{
		cmp: cmp, sub: sub,
		message: text + " " + cmp.how + ", whose time tells how much of a guess is right; use " + use + " on the bytes",
	})
}

// flag is a comparison to be reported.
type flag struct {
	cmp     *comparison
	sub     *subject
	message string
}

// flush reports the comparisons of the package, with fixes.
func (c *checker) flush() {
	fixes := c.fixes()
	for i, f := range c.flagged {
		c.r.Report(report.Finding{
			Category: "non-constant-time",
			Message:  f.message,
			Pos:      f.cmp.pos,
			End:      f.cmp.end,
			Trace:    c.trace(f.sub.own),
			Fixes:    fixes[i],
		})
	}
}

// trace shows where the computed side is made, when that is elsewhere.
func (c *checker) trace(own *side) []report.Step {
	use := own.mac
	if use == nil {
		use = own.digest
	}
	if use == nil || use.call == nil || !use.pos.IsValid() {
		return nil
	}
	return []report.Step{{Pos: use.pos, End: use.pos, Message: use.name + " is computed here"}}
}

// nodeOf returns the syntax of an instruction, or nil.
func nodeOf(p *ssaflow.Package, instr ssa.Instruction) ast.Node {
	if instr == nil {
		return nil
	}
	n := p.Node(instr)
	if n == nil {
		return nil
	}
	return n
}
