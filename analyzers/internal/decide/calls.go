package decide

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// LogCall reports whether a call logs or prints.
func LogCall(call ssa.CallInstruction) bool {
	ref := ssaflow.CalleeOf(call)
	return symbols.HasRef(ref, symbols.LogSink) || symbols.HasRef(ref, symbols.LogField) || ref.Pkg == "log" || ref.Pkg == "log/slog" ||
		ref.Pkg == "fmt" && (strings.HasPrefix(ref.Name, "Print") || strings.HasPrefix(ref.Name, "Fprint"))
}

// RequestType reports whether a type is an incoming request, or a framework's
// context of one.
func RequestType(t types.Type) bool {
	if t == nil {
		return false
	}
	ref := symbols.TypeRef(t)
	switch ref.Pkg + "." + ref.Name {
	case "net/http.Request", "net/http.Header", "net/url.Values", "github.com/gin-gonic/gin.Context", "github.com/labstack/echo.Context",
		"github.com/gofiber/fiber.Ctx", "github.com/valyala/fasthttp.RequestCtx", "github.com/aws/aws-lambda-go/events.APIGatewayProxyRequest":
		return true
	}
	return false
}
