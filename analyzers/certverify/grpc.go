package certverify

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

const grpcPkg = "google.golang.org/grpc"

// grpc reports clients without TLS whose target may be another host. The option
// is reported; which target it is for is found through the dial that takes it.
func (c *checker) grpc() {
	for _, call := range c.fl.Calls() {
		ref := ssaflow.CalleeOf(call)
		target := -1
		switch {
		case ref.Is(grpcPkg, "Dial"), ref.Is(grpcPkg, "NewClient"):
			target = 0
		case ref.Is(grpcPkg, "DialContext"):
			target = 1
		default:
			continue
		}
		args := ssaflow.Args(call)
		if len(args) < target+2 {
			continue
		}
		local, text := c.target(call, args[target])
		if local {
			continue
		}
		for _, o := range c.fl.Origins(args[len(args)-1], ssaflow.Query{At: call, Path: "[]"}) {
			c.grpcOption(o, text)
		}
	}
}

// grpcOption follows an option to the credentials it carries.
func (c *checker) grpcOption(o *ssaflow.Origin, target string) {
	if o.Kind != ssaflow.Call || o.Site == nil {
		return
	}
	switch {
	case o.Callee.Is(grpcPkg, "WithInsecure"), o.Callee.Is(grpcPkg+"/credentials/insecure", "NewCredentials"):
		pos, end := c.callPlace(o.Site)
		c.r.Report(report.Finding{Category: "insecure-grpc", Pos: pos, End: end,
			Message: "connection to " + target + " is not encrypted and its peer not verified; use credentials.NewTLS"})
	case o.Callee.Is(grpcPkg, "WithTransportCredentials"):
		args := ssaflow.Args(o.Site)
		if len(args) != 1 {
			return
		}
		for _, inner := range c.fl.Origins(args[0], ssaflow.Query{At: o.Site}) {
			if inner.Kind == ssaflow.Call && inner.Callee.Is(grpcPkg+"/credentials/insecure", "NewCredentials") {
				c.grpcOption(inner, target)
			}
		}
	}
}

// target says whether a dial's target is this machine, and how to call it.
func (c *checker) target(call ssa.CallInstruction, v ssa.Value) (local bool, text string) {
	text = "the target"
	for _, name := range c.fl.Names(v) {
		text = name.Name()
	}
	known := 0
	origins := c.fl.Origins(v, ssaflow.Query{At: call, Fields: true})
	for _, o := range origins {
		if isTail(o) {
			known++ // the port in fmt.Sprintf("localhost:%d", port)
			continue
		}
		s, ok := o.StringConst()
		if !ok {
			if o.Kind == ssaflow.Param && o.Path == "" {
				text = o.Name
			}
			continue
		}
		if !isLocalTarget(s) {
			return false, s
		}
		known++
	}
	return known > 0 && known == len(origins), text
}

// isTail reports whether a text only begins behind something else.
func isTail(o *ssaflow.Origin) bool {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.ConcatStep && s.Tail {
			return true
		}
	}
	return false
}

// isLocalTarget reports whether a gRPC target is a socket or loopback address.
func isLocalTarget(s string) bool {
	for _, scheme := range []string{"unix:", "unix-abstract:", "vsock:", "bufnet", "passthrough:///bufnet", "passthrough://bufnet", "passthrough:bufnet"} {
		if strings.HasPrefix(s, scheme) {
			return true
		}
	}
	for _, scheme := range []string{"dns:", "passthrough:", "ipv4:", "ipv6:"} {
		if rest, ok := strings.CutPrefix(s, scheme); ok {
			s = strings.TrimLeft(rest, "/")
		}
	}
	if s == "" || strings.HasPrefix(s, ":") {
		return true
	}
	return provider.ReachOf(s) == provider.Loopback
}
