package ssaflow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// writerRole says what a call that writes to its receiver or first argument
// means: a log, a response, or (the empty role) something else such as a buffer.
func (t *sinkTable) writerRole(call ssa.CallInstruction) symbols.Role {
	w := writerOf(call)
	if mi, ok := w.(*ssa.MakeInterface); ok {
		w = mi.X
	}
	if ci, ok := w.(*ssa.ChangeInterface); ok {
		w = ci.X
	}
	if ref := symbols.TypeRef(w.Type()); ref.Is("net/http", "ResponseWriter") {
		return symbols.ResponseSink
	}
	return t.writerKind(w, call, 3)
}

// writerOf is what a call writes to: its receiver or first argument.
func writerOf(call ssa.CallInstruction) ssa.Value {
	if w := Receiver(call); w != nil {
		return w
	}
	return Args(call)[0]
}

// writerParam returns one more than the index of the interface parameter that a
// writer is, or 0.
func (t *sinkTable) writerParam(w ssa.Value, at ssa.Instruction) int {
	fn := at.Parent()
	for _, o := range t.p.origins(w, Query{At: at}) {
		if o.Kind == Param && o.Fn == fn && o.Path == "" && o.Index < len(fn.Params) && types.IsInterface(fn.Params[o.Index].Type()) {
			return o.Index + 1
		}
	}
	return 0
}

// writerKind is [sinkTable.writerRole] for a writer; wrapped ones are looked
// into.
func (t *sinkTable) writerKind(w ssa.Value, at ssa.Instruction, depth int) symbols.Role {
	for _, o := range t.p.origins(w, Query{At: at, Fields: true}) {
		switch {
		case o.Kind == Global && logWriters[o.Name], o.Kind == Call && o.Callee.Pkg == "log" && strings.HasSuffix(o.Callee.Name, "Writer"):
			return symbols.LogSink
		case o.Kind == Call && o.Callee.Pkg == "os" && (o.Callee.Name == "OpenFile" || o.Callee.Name == "Create"):
			if o.Site != nil && t.logFile(Args(o.Site)[0], o.Site, 2) || o.Site == nil && slices.ContainsFunc(o.ConstArgs, isLogName) {
				return symbols.LogSink
			}
		case o.Kind == Call && o.Site != nil && depth > 0 && wrapsWriter[o.Callee.Pkg+"."+o.Callee.Name]:
			args := Args(o.Site)
			if elems, ok := Variadic(o.Site); ok {
				args = elems
			}
			for _, a := range args {
				if a != nil && t.writerKind(a, o.Site, depth-1) == symbols.LogSink {
					return symbols.LogSink
				}
			}
		case o.Value != nil && isLogFile(o.Value.Type()):
			return symbols.LogSink
		case o.Kind == Global || o.Kind == Param:
			// A file that is called a log. Tables, trees and the like have
			// methods of their own and are no writers.
			if o.Out == "" && (isLogName(nameOf(o)) || ofLogger(o)) {
				return symbols.LogSink
			}
		}
	}
	return ""
}

// ofLogger reports whether a writer is kept in the logger whose method uses it.
func ofLogger(o *Origin) bool {
	if o.Kind != Param || o.Fn == nil || o.Index != 0 || o.Fn.Signature.Recv() == nil || len(o.Path.Elems()) != 1 || o.Path.Field() == "" {
		return false
	}
	words := naming.Words(symbols.TypeName(o.Fn.Signature.Recv().Type()))
	return len(words) > 0 && (words[len(words)-1] == "logger" || words[len(words)-1] == "log")
}

// nameOf is what a writer is called: the last field of its path, or its own name.
func nameOf(o *Origin) string {
	if f := o.Path.Last().Field(); f != "" {
		return f
	}
	if o.Path != "" {
		return ""
	}
	return o.Name[strings.LastIndexByte(o.Name, '.')+1:]
}

// logFile reports whether a file's path says that it is a log: a constant in it,
// or the name of the variable that holds it.
func (t *sinkTable) logFile(path ssa.Value, at ssa.Instruction, depth int) bool {
	for _, o := range t.p.origins(path, Query{At: at}) {
		switch {
		case o.Kind == Const:
			if s, ok := o.StringConst(); ok && isLogName(s) {
				return true
			}
		case o.Kind == Call && o.Site != nil && depth > 0 && o.Callee.Is("path/filepath", "Join"):
			elems, _ := Variadic(o.Site)
			for _, e := range elems {
				if e != nil && t.logFile(e, o.Site, depth-1) {
					return true
				}
			}
		case o.Kind == Param || o.Kind == Global:
			if isLogName(nameOf(o)) {
				return true
			}
		}
	}
	return false
}

// isLogName reports whether the name of a writer or file says that it is a log.
func isLogName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "log", "logs", "logger", "logfile", "stderr":
			return true
		}
	}
	return false
}

// logWriters are package variables that hold the writer of a log.
var logWriters = map[string]bool{
	"os.Stderr": true, "os.Stdout": true,
	"github.com/gin-gonic/gin.DefaultWriter":      true,
	"github.com/gin-gonic/gin.DefaultErrorWriter": true,
}

// rotates are types that write to a log.
var rotates = map[string]bool{
	"gopkg.in/natefinch/lumberjack.Logger":              true,
	"github.com/lestrrat-go/file-rotatelogs.RotateLogs": true,
	"log/syslog.Writer":                                 true,
}

func isLogFile(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return rotates[ref.Pkg+"."+ref.Name]
}

// wrapsWriter are functions whose result writes to an argument.
var wrapsWriter = map[string]bool{
	"encoding/json.NewEncoder": true, "encoding/xml.NewEncoder": true,
	"bufio.NewWriter": true, "bufio.NewWriterSize": true, "io.MultiWriter": true,
	"text/tabwriter.NewWriter": true, "encoding/csv.NewWriter": true,
}

// isWriter reports whether the function writes to its receiver or, without one,
// to its first argument.
func isWriter(ref symbols.Ref) bool {
	return ref.Pkg == "fmt" && strings.HasPrefix(ref.Name, "Fprint") || symbols.HasRef(ref, symbols.LogWriter)
}
