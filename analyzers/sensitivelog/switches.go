package sensitivelog

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// debugSwitch is a client's setting that makes it log whole requests.
type debugSwitch struct {
	arg int // index of the bool, -1 when calling it switches on
}

// switches of HTTP clients, by package and method.
var debugSwitches = map[string]debugSwitch{
	"github.com/go-resty/resty.SetDebug":                  {0},
	"github.com/go-resty/resty.EnableGenerateCurlOnDebug": {-1},
	"resty.dev.SetDebug":                                  {0},
	"resty.dev.EnableDebug":                               {-1},
	"resty.dev.SetDebugLogCurlCmd":                        {0},
	"github.com/imroc/req.DevMode":                        {-1},
	"github.com/imroc/req.EnableDumpAll":                  {-1},
	"github.com/imroc/req.EnableDebugLog":                 {-1},
	"github.com/imroc/req.EnableDump":                     {-1},
	"github.com/parnurzeal/gorequest.SetDebug":            {0},
	"github.com/parnurzeal/gorequest.SetCurlCommand":      {0},
	"github.com/omise/omise-go.SetDebug":                  {0},
}

func switchOf(ref symbols.Ref) (debugSwitch, bool) {
	s, ok := debugSwitches[ref.Pkg+"."+ref.Name]
	return s, ok
}

// switches reports clients whose debug output is on.
func (c *checker) switches() {
	for _, call := range c.fl.Calls() {
		ref := ssaflow.CalleeOf(call)
		sw, ok := switchOf(ref)
		if !ok || !c.report.Visible(call.Pos()) || ref.Name == "EnableGenerateCurlOnDebug" {
			continue
		}
		what := ref.Symbol() + " makes the client log whole requests and responses, headers included; leave it off outside development"
		pos, end := call.Pos(), call.Pos()
		if e := c.fl.CallExpr(call); e != nil {
			pos, end = e.Pos(), e.End()
		}
		f := report.Finding{Category: "dump", Severity: catalog.Error, Message: lower(what), Pos: pos, End: end, Controls: []string{"DAT-2", "DAT-6"}}
		if sw.arg >= 0 {
			on, off, other := c.boolOf(ssaflow.Args(call)[sw.arg], call)
			if e := c.fl.ArgExpr(call, sw.arg, -1); e != nil {
				f.Pos, f.End = e.Pos(), e.End()
			}
			switch {
			case on && !off && !other:
			case on || other:
				f.Severity = catalog.Warning
				f.Message = "whether the client logs whole requests and responses is configurable here (" + ref.Symbol() + "); leave it off outside development"
			default:
				continue
			}
		}
		c.report.Report(f)
	}
	c.personalData()
	c.payloadEvents()
}

// payloadEvents reports middleware that is told to log whole messages.
func (c *checker) payloadEvents() {
	for _, call := range c.fl.Calls() {
		ref := ssaflow.CalleeOf(call)
		if ref.Name != "WithLogOnEvents" || ref.Pkg != payloadLogging && ref.Pkg != "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/logging" || !c.report.Visible(call.Pos()) {
			continue
		}
		obj := ssaflow.CalleeObj(call)
		elems, _ := ssaflow.Variadic(call)
		for i, e := range elems {
			k, ok := e.(*ssa.Const)
			if !ok || k.Value == nil {
				continue
			}
			for _, name := range []string{"PayloadReceived", "PayloadSent"} {
				event, ok := obj.Pkg().Scope().Lookup(name).(*types.Const)
				if !ok || !constant.Compare(event.Val(), token.EQL, k.Value) {
					continue
				}
				f := report.Finding{Category: "dump", Severity: catalog.Error, Pos: call.Pos(), Controls: []string{"DAT-2", "DAT-6"},
					Message: "logging." + name + " makes the interceptor log whole messages; log the calls only"}
				if arg := c.fl.ArgExpr(call, 0, i); arg != nil {
					f.Pos, f.End = arg.Pos(), arg.End()
				}
				c.report.Report(f)
			}
		}
	}
}

// payloadLogging is the package of gRPC's logging interceptors.
const payloadLogging = "github.com/grpc-ecosystem/go-grpc-middleware/interceptors/logging"

// personalData reports error reporters that are told to send the headers, cookies
// and bodies of the requests they see.
func (c *checker) personalData() {
	field := symbols.Ref{Pkg: "github.com/getsentry/sentry-go", Recv: "ClientOptions", Name: "SendDefaultPII"}
	for _, st := range c.fl.FieldStores(field) {
		if !c.report.Visible(st.Pos()) || c.filters(st) {
			continue
		}
		on, off, other := c.boolOf(st.Val, st)
		f := report.Finding{Category: "dump", Severity: catalog.Error, Pos: st.Pos(), Controls: []string{"DAT-2", "DAT-6"},
			Message: "ClientOptions.SendDefaultPII makes sentry send headers, cookies and bodies of requests; leave it off, or take them out in BeforeSend"}
		if e := c.fl.StoreExpr(st); e != nil {
			f.Pos, f.End = e.Pos(), e.End()
		}
		switch {
		case on && !off && !other:
		case on || other:
			f.Severity = catalog.Warning
			f.Message = "whether sentry sends headers, cookies and bodies of requests is configurable here (ClientOptions.SendDefaultPII); leave it off, or take them out in BeforeSend"
		default:
			continue
		}
		c.report.Report(f)
	}
}

// filters reports whether the options that a store sets have a BeforeSend
// function.
func (c *checker) filters(st *ssa.Store) bool {
	own, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	for _, r := range *own.X.Referrers() {
		if fa, ok := r.(*ssa.FieldAddr); ok && strings.HasPrefix(ssaflow.FieldRef(fa.X.Type(), fa.Field).Name, "BeforeSend") && len(*fa.Referrers()) > 0 {
			return true
		}
	}
	return false
}

// boolOf says which values a bool may have.
func (c *checker) boolOf(v ssa.Value, at ssa.Instruction) (on, off, other bool) {
	for _, o := range c.fl.Origins(v, ssaflow.Query{At: at}) {
		b, ok := o.BoolConst()
		switch {
		case ok && b:
			on = true
		case ok, o.Kind == ssaflow.Zero:
			off = true
		default:
			other = true
		}
	}
	return on, off, other
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
