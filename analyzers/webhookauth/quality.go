package webhookauth

import (
	"fmt"
	"go/constant"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/entry"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// ciphers reports decryption without authentication in the handler and in the
// functions of the package that it calls directly.
func (c *checker) ciphers(h *entry.Webhook) bool {
	found := false
	look := func(f *guard.Func) {
		scanFunc(f.Fn, func(in ssa.Instruction) {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				return
			}
			ref := guard.RefOf(call)
			if ref.Pkg != "crypto/cipher" {
				return
			}
			switch ref.Name {
			case "NewCBCDecrypter", "NewCTR", "NewCFBDecrypter", "NewOFB":
			default:
				return
			}
			if len(f.Covered(in)) > 0 || authenticates(f) {
				return
			}
			found = true
			pos, end := c.g.Span(in)
			c.rep.Report(report.Finding{
				Category: "unauthenticated-cipher",
				Pos:      pos, End: end,
				Message: fmt.Sprintf("webhook payload is decrypted by %s, which authenticates nothing; use AES-GCM, or verify a MAC over the ciphertext first", ref),
			})
		})
	}
	if authenticates(h.Func) {
		return false
	}
	look(h.Func)
	scanFunc(h.Func.Fn, func(in ssa.Instruction) {
		if call, ok := in.(ssa.CallInstruction); ok && len(h.Func.Covered(in)) == 0 {
			if g := c.g.Func(call.Common().StaticCallee()); g != nil && g != h.Func {
				look(g)
			}
		}
	})
	return found
}

// authenticates reports whether a function has any check whose outcome decides.
func authenticates(f *guard.Func) bool {
	for _, k := range f.Checks {
		if k.Covers() && f.Decides(k) {
			return true
		}
	}
	return false
}

// silentRejection reports checks whose failure leaves no trace.
func (c *checker) silentRejection(h *entry.Webhook) {
	f := h.Func
	for _, k := range f.Checks {
		region := f.FailureRegion(k)
		if len(region) == 0 {
			continue
		}
		quiet := true
		for _, b := range region {
			for _, in := range b.Instrs {
				if speaks(in) {
					quiet = false
				}
			}
		}
		if !quiet || k.Kind == guard.Wrapper && c.logsInside(k) {
			continue
		}
		pos, end := c.g.Span(k.Instr)
		c.rep.Report(report.Finding{
			Category: "silent-rejection",
			Pos:      pos, End: end,
			Message: fmt.Sprintf("a message that %s rejects is dropped without a log entry, a metric or an error status; record it, so that attacks and broken keys are seen", k.Name),
		})
	}
}

// logsInside reports whether the functions that a check calls report by
// themselves.
func (c *checker) logsInside(k *guard.Check) bool {
	call := k.Call()
	if call == nil {
		return false
	}
	g := c.g.Func(call.Common().StaticCallee())
	if g == nil {
		return true // elsewhere; unknown
	}
	for _, b := range g.Fn.Blocks {
		for _, in := range b.Instrs {
			if call, ok := in.(ssa.CallInstruction); ok && records(call) {
				return true
			}
		}
	}
	return false
}

// records reports whether a call inside a verifier logs or counts: to a logger,
// or to a function of the module or a metrics library that may. Hashing,
// comparing and decoding tell nobody.
func records(call ssa.CallInstruction) bool {
	if symbols.HasRef(guard.RefOf(call), symbols.LogSink) {
		return true
	}
	ref := guard.RefOf(call)
	if ref.Pkg == "" {
		_, builtin := call.Common().Value.(*ssa.Builtin)
		return !builtin
	}
	for _, std := range []string{"crypto", "encoding", "strings", "bytes", "strconv", "fmt", "errors", "hash", "time", "io", "net", "sort", "slices", "unicode"} {
		if ref.Pkg == std || strings.HasPrefix(ref.Pkg, std+"/") {
			return false
		}
	}
	return true
}

// speaks reports whether an instruction logs, counts, answers with an error
// status, returns an error or calls something that may.
func speaks(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.Panic:
		return true
	case *ssa.Return:
		for _, r := range in.Results {
			if c, ok := r.(*ssa.Const); ok && c.IsNil() {
				continue
			}
			if r.Type().String() == "error" {
				if call, ok := r.(*ssa.Call); ok && okStatus(call) {
					continue
				}
				return true
			}
		}
	case ssa.CallInstruction:
		if _, builtin := in.Common().Value.(*ssa.Builtin); builtin {
			return false
		}
		ref := guard.RefOf(in)
		if symbols.HasRef(ref, symbols.ResponseSink) || ref.Name == "WriteHeader" || strings.Contains(ref.Name, "Status") ||
			ref.Name == "JSON" || ref.Name == "NoContent" || ref.Name == "SendString" || ref.Name == "Write" || ref.Name == "String" {
			return !okStatus(in) && (ref.Pkg == "net/http" && ref.Name == "Error" || errorStatus(in))
		}
		switch ref.Name {
		case "Abort", "Close", "Next", "Header", "Set", "Context", "Request", "Unlock", "Rollback", "Done":
			return false
		}
		return true
	}
	return false
}

func okStatus(in ssa.CallInstruction) bool {
	for _, a := range in.Common().Args {
		if n, ok := intConst(a); ok && n >= 200 && n < 300 {
			return true
		}
	}
	return false
}

func errorStatus(in ssa.CallInstruction) bool {
	for _, a := range in.Common().Args {
		if n, ok := intConst(a); ok && n >= 400 && n < 600 {
			return true
		}
		if _, isConst := a.(*ssa.Const); !isConst && a.Type().String() == "int" {
			return true
		}
	}
	return false
}

func intConst(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	n, ok := constant.Int64Val(c.Value)
	return n, ok
}

// uncorrelated reports verified events that pay an order without looking at the
// amount.
func (c *checker) uncorrelated(f *guard.Func, covered []*guard.Effect) {
	if f.ComparesAmount() {
		return
	}
	for _, e := range covered {
		if !guard.Releases(&e.Outcome) {
			continue
		}
		c.reportUncorrelated(e)
		return
	}
}

// calleeUncorrelated does so for functions that verify and pay in one.
func (c *checker) calleeUncorrelated(f *guard.Func) {
	if f.ComparesAmount() {
		return
	}
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, s := range f.Callees(call) {
				if len(s.Settled) == 0 {
					continue
				}
				o := s.Settled[0]
				o.Via = append([]guard.Via{{Name: s.Name, Position: s.Position}}, o.Via...)
				c.reportUncorrelated(&guard.Effect{Instr: in, Outcome: o})
				return
			}
		}
	}
}

func (c *checker) reportUncorrelated(e *guard.Effect) {
	pos, end := c.g.Span(e.Instr)
	c.rep.Report(report.Finding{
		Category: "uncorrelated",
		Pos:      pos, End: end,
		Message: fmt.Sprintf("%s moves the order to %q because of an event whose amount and currency are never compared with the order's; compare both first", describe(e), e.Value),
		Trace:   c.trace(e),
	})
}

func scanFunc(fn *ssa.Function, do func(ssa.Instruction)) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			do(in)
		}
	}
}
