package certverify

import (
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

const hostKeyText = "host key of the SSH server is not checked, so anybody can answer in its place; use knownhosts.New or ssh.FixedHostKey"

// hostKeys reports SSH clients that accept any host key.
func (c *checker) hostKeys() {
	for _, call := range c.fl.Calls() {
		if ssaflow.CalleeOf(call).Is("golang.org/x/crypto/ssh", "InsecureIgnoreHostKey") {
			pos, end := c.callPlace(call)
			c.r.Report(report.Finding{Category: "host-key", Pos: pos, End: end, Message: hostKeyText})
		}
	}
	for _, st := range c.fl.FieldStores(symbols.Ref{Pkg: "golang.org/x/crypto/ssh", Recv: "ClientConfig", Name: "HostKeyCallback"}) {
		for _, o := range c.fl.Origins(st.Val, ssaflow.Query{At: st}) {
			if o.Kind != ssaflow.Func || o.Fn == nil {
				continue
			}
			fn := o.Fn
			if inner := bound(fn); inner != nil {
				fn = inner
			}
			if fn.Blocks == nil || !alwaysNil(c.fl, fn) || remembers(fn) {
				continue
			}
			pos, end := c.storePlace(st)
			c.r.Report(report.Finding{Category: "host-key", Pos: pos, End: end, Message: hostKeyText})
		}
	}
}

// remembers reports whether a callback keeps the key for somebody who checks
// it later.
func remembers(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				switch addr := instr.Addr.(type) {
				case *ssa.FreeVar:
					return true
				case *ssa.FieldAddr:
					if _, local := addr.X.(*ssa.Alloc); !local {
						return true
					}
				}
			case *ssa.Send:
				return true
			}
		}
	}
	return false
}
