package sensitivelog

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// queryName is what the query of a URL calls the value that a step puts into it:
// base + "?api_key=" + k.
func (c *checker) queryName(s *ssaflow.Step) naming.Match {
	if s.Kind != ssaflow.ConcatStep {
		return naming.Match{}
	}
	before := ""
	switch instr := s.Instr.(type) {
	case *ssa.BinOp:
		if s.Tail {
			before = constEnd(instr.X)
		}
	case ssa.CallInstruction:
		if format, ok := formatOf(instr); ok && s.Elem >= 0 {
			before = textBefore(format, s.Elem)
		}
	}
	i := strings.LastIndexAny(before, "?&")
	name, ok := strings.CutSuffix(before[i+1:], "=")
	if i < 0 || !ok || strings.ContainsAny(name, " \n") {
		return naming.Match{}
	}
	return c.names.Match(name)
}

// constEnd is the constant text that a text ends with.
func constEnd(v ssa.Value) string {
	if sum, ok := v.(*ssa.BinOp); ok {
		v = sum.Y
	}
	s, _ := constString(v)
	return s
}

// formatOf is the constant format of a printf-like call.
func formatOf(call ssa.CallInstruction) (string, bool) {
	args := ssaflow.Args(call)
	if len(args) < 2 {
		return "", false
	}
	return constString(args[len(args)-2])
}

// textBefore is what a format has before the verb of operand n, when the verbs
// before it are plain ones.
func textBefore(format string, n int) string {
	start := 0
	for i := 0; i+1 < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		if format[i+1] == '%' {
			i++
			continue
		}
		if n == 0 {
			return format[start:i]
		}
		n--
		start = i + 2
	}
	return ""
}
