package certverify

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"honnef.co/go/tools/analysis/edit"
)

// New returns the check with the suite's shared settings.
func New(cfg *config.Config) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, literal.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass: pass,
				fl:   pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				lits: pass.ResultOf[literal.Analyzer].(*literal.Set),
				r:    report.New(pass, &Doc, cfg),
			}
			if c.fl.SSA != nil {
				c.run()
			}
			return c.r.Done(), nil
		},
	}
}

type checker struct {
	pass *analysis.Pass
	fl   *ssaflow.Package
	lits *literal.Set
	r    *report.Reporter
}

func (c *checker) run() {
	uses := c.fl.Sinks(symbols.TLSSkipVerify)
	elsewhere := setting.Elsewhere(uses)
	for _, u := range uses {
		c.skipVerify(u, elsewhere)
	}
	c.switchCalls()
	c.dsn()
	c.hostKeys()
	c.grpc()
	c.evidence()
}

const advice = "verify against the system's roots or RootCAs"

// skipVerify judges one value that reaches a switch.
func (c *checker) skipVerify(u *ssaflow.SinkUse, elsewhere func(*ssaflow.SinkUse, *ssaflow.Origin) bool) {
	pos, end := setting.Place(c.fl, u)
	if !c.r.Visible(pos) {
		return
	}
	st, isStore := u.Instr.(*ssa.Store)
	if isStore && (!setting.Live(st) || setting.IsFieldSink(u) && setting.Chosen(st)) {
		return
	}
	v := setting.Of(c.fl, u)
	var on, off, preset []setting.Const
	moved := false
	for _, k := range v.Consts {
		switch {
		case !k.Bool():
			off = append(off, k)
		case elsewhere(u, k.Origin):
			moved = true
		case imported(k.Origin) && len(v.Switches) > 0:
			preset = append(preset, k)
		default:
			on = append(on, k)
		}
	}
	if u.Direct() && (len(on) > 0 || len(v.Switches) > 0) && c.verified(u) {
		return
	}
	switch {
	case len(on) > 0 && len(off) == 0 && len(v.Switches) == 0 && !v.Param:
		if isStore || u.Switch {
			if by, param := setting.Chooser(c.fl, u.Instr, setting.Object(u)); param {
				return
			} else if len(by) > 0 {
				c.configurable(u, pos, end, by[0])
				return
			}
		}
		if isStore {
			if fn, applied := c.fl.Offered(st); fn != nil {
				// Offering the switch is no use of it: its calls are reported.
				if !applied {
					c.configurable(u, pos, end, "whoever calls "+fn.Name())
				}
				return
			}
		}
		c.r.Report(report.Finding{
			Category: "skip-verify",
			Pos:      pos, End: end,
			Message: "certificate validation is switched off by " + c.name(u) + "; " + advice,
			Trace:   setting.Trace(u, on[0].Origin),
			Fixes:   c.fix(u),
		})
	case len(v.Switches) > 0:
		if isStore && setting.IsFieldSink(u) || !isBool(u.Value.Type()) {
			return // a configuration is copied or handed on; its reader is reported
		}
		if len(preset) > 0 && !moved && len(on)+len(off) == 0 {
			// The package of the configuration sets it to true and nobody
			// to false.
			at := preset[0].Origin.Position
			c.r.Report(report.Finding{
				Category: "skip-verify", Pos: pos, End: end,
				Message: fmt.Sprintf("certificate validation is switched off by %s, which %s:%d sets to true; %s",
					v.Switches[0], filepath.Base(at.Filename), at.Line, advice),
				Trace: []report.Step{{Position: at, Message: v.Switches[0] + " is set to true"}},
			})
			return
		}
		c.configurable(u, pos, end, v.Switches[0])
	case len(on) > 0 && (chosen(on) || v.Param):
		c.configurable(u, pos, end, "a branch that chooses "+c.name(u))
	}
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// imported reports whether an origin is in another package.
func imported(o *ssaflow.Origin) bool { return o.Position.IsValid() && !o.Pos.IsValid() }

// chosen reports whether the value is one of several.
func chosen(on []setting.Const) bool {
	for _, k := range on {
		if k.Origin.May {
			return true
		}
	}
	return false
}

func (c *checker) configurable(u *ssaflow.SinkUse, pos, end token.Pos, by string) {
	c.r.Report(report.Finding{
		Category: "configurable",
		Pos:      pos, End: end,
		Message: "certificate validation can be switched off by " + by + "; remove the switch, a private CA belongs in RootCAs",
		Trace:   setting.Trace(u, nil),
	})
}

// name is how a message calls what is set: the field, or the helper.
func (c *checker) name(u *ssaflow.SinkUse) string {
	if u.Wrapper == nil {
		return u.Sink.Callee.Name
	}
	ref := u.Wrapper.Ref
	switch {
	case setting.IsFieldSink(u):
		return ref.Symbol()
	case u.Switch:
		return ref.String()
	}
	return "the argument of " + ref.String()
}

// switchCalls reports the functions of libraries that switch validation off.
func (c *checker) switchCalls() {
	for _, call := range c.fl.Calls() {
		ref := ssaflow.CalleeOf(call)
		if ref.Name == "" || !switchOff(ref) && (!symbols.SkipsVerification(ref) || c.fl.Own(ref)) {
			continue
		}
		args := ssaflow.Args(call)
		pos, end := c.callPlace(call)
		if res := call.Common().Signature().Results(); res.Len() == 1 && isBool(res.At(0).Type()) {
			continue // it only tells
		}
		if len(args) == 1 {
			if b, ok := args[0].(*ssa.Const); !ok || b.Value == nil || b.Value.Kind() != constant.Bool || !constant.BoolVal(b.Value) {
				continue
			}
		} else if len(args) > 1 {
			continue
		}
		if by, param := setting.Chooser(c.fl, call, ssaflow.Receiver(call)); param {
			continue
		} else if len(by) > 0 {
			c.r.Report(report.Finding{Category: "configurable", Pos: pos, End: end,
				Message: "certificate validation can be switched off by " + by[0] + "; remove the switch, a private CA belongs in RootCAs"})
			continue
		}
		c.r.Report(report.Finding{
			Category: "skip-verify",
			Pos:      pos, End: end,
			Message: "certificate validation is switched off by " + ref.Name + "; " + advice,
		})
	}
}

// switchOff knows the functions that switch validation off, of libraries only:
// the module's own are followed to what they do.
func switchOff(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "github.com/imroc/req":
		return ref.Name == "EnableInsecureSkipVerify"
	case "github.com/guonaihong/gout":
		return ref.Name == "WithInsecureSkipVerify"
	case "github.com/bogdanfinn/tls-client":
		return ref.Name == "WithInsecureSkipVerify"
	case "github.com/aliyun/alibaba-cloud-sdk-go/sdk":
		return ref.Name == "SetHTTPSInsecure"
	}
	return false
}

// fix deletes the field or assignment when it is the literal true.
func (c *checker) fix(u *ssaflow.SinkUse) []analysis.SuggestedFix {
	st, ok := u.Instr.(*ssa.Store)
	if !ok || !u.Direct() {
		return nil
	}
	deleted, ok := deletion(c.pass, c.fl, st)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{edit.Fix("delete "+u.Sink.Callee.Name, deleted)}
}
