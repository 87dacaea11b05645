package certverify

import (
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// evidence collects the configurations that name whom they trust.
func (c *checker) evidence() {
	skips := make(map[ssa.Value]bool)
	for _, u := range c.fl.Sinks(symbols.TLSSkipVerify) {
		if k, ok := u.Value.(*ssa.Const); ok && k.Value != nil && k.Value.ExactString() == "false" {
			continue
		}
		if object := setting.Object(u); object != nil {
			skips[object] = true
		}
	}
	for _, field := range []struct{ name, text string }{
		{"RootCAs", "certificates are verified against RootCAs"},
		{"ClientCAs", "client certificates are verified against ClientCAs"},
		{"Certificates", "the connection authenticates itself with Certificates"},
		{"GetClientCertificate", "the connection authenticates itself with GetClientCertificate"},
	} {
		for _, st := range c.fl.FieldStores(symbols.Ref{Pkg: "crypto/tls", Recv: "Config", Name: field.name}) {
			fa, ok := st.Addr.(*ssa.FieldAddr)
			if k, isConst := st.Val.(*ssa.Const); !ok || skips[fa.X] || isConst && k.Value == nil {
				continue
			}
			pos, end := c.storePlace(st)
			c.r.Evidence(report.Evidence{Text: field.text, Pos: pos, End: end, Controls: []string{"COM-2"}})
		}
	}
}

// storePlace is where a store is reported.
func (c *checker) storePlace(st *ssa.Store) (pos, end token.Pos) {
	return setting.Place(c.fl, &ssaflow.SinkUse{Instr: st, Arg: -1, Elem: -1})
}

// callPlace is where a call is reported.
func (c *checker) callPlace(call ssa.CallInstruction) (pos, end token.Pos) {
	if e := c.fl.CallExpr(call); e != nil {
		return e.Pos(), e.End()
	}
	return call.Pos(), call.Pos()
}
