package decide

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// LogCall reports whether a call logs or prints: by the tables, or because it
// is a method of a logger or a function of a logging package by its names.
func LogCall(call ssa.CallInstruction) bool {
	ref := ssaflow.CalleeOf(call)
	switch {
	case symbols.HasRef(ref, symbols.LogSink), symbols.HasRef(ref, symbols.LogField), ref.Pkg == "log", ref.Pkg == "log/slog":
		return true
	case ref.Pkg == "fmt":
		return strings.HasPrefix(ref.Name, "Print") || strings.HasPrefix(ref.Name, "Fprint")
	}
	if !logNames[strings.TrimRight(ref.Name, "fwln")] && !logNames[ref.Name] && !logNames[strings.TrimSuffix(strings.TrimSuffix(ref.Name, "Context"), "Ctx")] {
		return false
	}
	owner := ref.Recv
	if owner == "" {
		owner = ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:]
	}
	owner = strings.ToLower(owner)
	return strings.HasPrefix(owner, "log") || strings.HasSuffix(owner, "log") || strings.HasSuffix(owner, "logger") || strings.HasSuffix(owner, "logging")
}

// logNames are what the functions of loggers are called, without the f, w and
// ln of their variants.
var logNames = map[string]bool{
	"Trace": true, "Debug": true, "Info": true, "Notice": true, "Warn": true, "Warning": true, "Error": true, "Err": true,
	"Print": true, "Log": true, "With": true, "WithError": true, "WithField": true, "WithFields": true,
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
