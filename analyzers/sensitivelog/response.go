package sensitivelog

import (
	"go/constant"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// response looks at one value that is sent to a client. In an error nothing
// sensitive belongs; in other answers only what never belongs in one does count:
// a token is what a login is for.
func (c *checker) response(u *ssaflow.SinkUse) {
	isErr := errorResponse(u)
	if !isErr && !plainResponse(u.Sink.Callee) {
		return
	}
	found := c.scan(u.Value, u.Path, u.Instr, c.contextOf(u))
	h := found.best()
	if isErr && h == nil {
		h = c.errorHit(u)
	}
	if h == nil || h.category == "dump" {
		return
	}
	if !isErr {
		switch h.class {
		case naming.CVV, naming.PIN, naming.Track:
			if h.category != "value" {
				return
			}
		default:
			return
		}
	}
	what := "is sent to the client by " + c.sinkName(u)
	c.reportHit(u, h, "response", catalog.Warning, what, report.Finding{})
}

// errorHit finds a sensitive value in an error made in this package that is sent
// back; the scan leaves it to the place where the error is made.
func (c *checker) errorHit(u *ssaflow.SinkUse) *hit {
	for _, o := range c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path}) {
		if o.Barrier&ssaflow.Safe != 0 || o.Kind == ssaflow.Const || o.Kind == ssaflow.Zero {
			continue
		}
		viaError := false
		var piece *ssaflow.Step
		for i, s := range o.Steps {
			if s.Kind == ssaflow.PieceStep {
				piece = s
			}
			if s.Kind == ssaflow.CallStep && symbols.HasRef(s.Callee, symbols.ErrorText) {
				viaError = s.Instr != nil
			}
			if m, _ := c.stepClass(s, true); m.Class != naming.None && viaError {
				if piece != nil && harmlessPiece(piece, m.Term) {
					break
				}
				return &hit{category: "value", class: m.Class, what: c.stepText(o, i), steps: o.Steps[:i+1]}
			}
		}
	}
	return nil
}

// errorResponse reports whether a use is part of an error sent to a client.
func errorResponse(u *ssaflow.SinkUse) bool {
	ref := u.Sink.Callee
	if strings.HasPrefix(ref.Pkg, "encoding/") {
		return false
	}
	switch ref.Pkg + "." + ref.Name {
	case "net/http.Error", "google.golang.org/grpc/status.Error", "google.golang.org/grpc/status.Errorf", "google.golang.org/grpc/status.New",
		"google.golang.org/grpc/status.Newf", "github.com/labstack/echo.NewHTTPError", "github.com/gofiber/fiber.NewError",
		"connectrpc.com/connect.NewError", "github.com/gin-gonic/gin.AbortWithError", "github.com/twitchtv/twirp.NewError",
		"github.com/twitchtv/twirp.NewErrorf", "github.com/twitchtv/twirp.InternalError":
		return true
	}
	if strings.HasPrefix(ref.Name, "Error") && ref.Pkg == "github.com/danielgtaylor/huma" {
		return true
	}
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok || !u.Direct() {
		return false
	}
	// JSON(code, …), String(code, …): a constant status of 400 or more.
	for _, a := range ssaflow.Args(call) {
		k, ok := a.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
			continue
		}
		n, _ := constant.Int64Val(k.Value)
		return n >= 400 && n < 600
	}
	return false
}

// plainResponse reports whether a sink writes a body; cookies and redirects are
// made to carry tokens.
func plainResponse(ref symbols.Ref) bool {
	if strings.HasPrefix(ref.Pkg, "encoding/") {
		return false // encoding is not sending
	}
	return !strings.Contains(ref.Name, "Cookie") && !strings.Contains(ref.Name, "Redirect") && !strings.Contains(ref.Name, "Header")
}
