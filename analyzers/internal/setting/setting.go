// Package setting says what a security setting may be when the program runs:
// which constants reach it, what chooses between them, or that the callers of a
// helper decide.
package setting

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Value is what is known about a setting.
type Value struct {
	// Consts are the constants it may be, those of known tables included.
	Consts []Const
	// Switches name what decides at run time: "flag insecure", "environment
	// variable TLS_INSECURE", "Config.SkipVerify".
	Switches []string
	// Param says that a parameter decides: the callers are judged instead.
	Param bool
	// Unknown says that part of it comes from where nobody can look.
	Unknown bool
}

// Const is one constant that a setting may be.
type Const struct {
	Value constant.Value
	// Zero says that it is the value of something that was never set.
	Zero   bool
	Origin *ssaflow.Origin
}

// Bool returns the constant, if it is a bool.
func (c Const) Bool() bool {
	return c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value)
}

// Int returns the constant, if it is an integer.
func (c Const) Int() (int64, bool) {
	if c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// maxDepth bounds how many operations are looked through.
const maxDepth = 6

// Of evaluates what reaches a sink.
func Of(fl *ssaflow.Package, u *ssaflow.SinkUse) Value {
	e := evaluator{fl: fl}
	e.eval(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path, Fields: true}, u.Negate, 0)
	// All that is ever stored to an unexported field was looked at: it is a
	// switch only when some of that comes from outside.
	if len(e.private) > 0 && (e.out.Unknown || len(e.out.Switches) > 0) {
		e.out.Switches = append(e.private, e.out.Switches...)
	}
	return e.out
}

// OfValue evaluates any value at an instruction.
func OfValue(fl *ssaflow.Package, v ssa.Value, at ssa.Instruction) Value {
	e := evaluator{fl: fl}
	e.eval(v, ssaflow.Query{At: at}, false, 0)
	e.out.Switches = append(e.private, e.out.Switches...)
	return e.out
}

type evaluator struct {
	fl  *ssaflow.Package
	out Value
	// private are the unexported fields on the way.
	private []string
}

func (e *evaluator) eval(v ssa.Value, q ssaflow.Query, negate bool, depth int) {
	if depth > maxDepth {
		e.out.Unknown = true
		return
	}
	for _, o := range e.fl.Origins(v, q) {
		if copied(o) {
			e.out.Unknown = true
			continue
		}
		switch o.Kind {
		case ssaflow.Const:
			if o.Const == nil {
				continue
			}
			c := o.Const
			if negate && c.Kind() == constant.Bool {
				c = constant.MakeBool(!constant.BoolVal(c))
			}
			e.out.Consts = append(e.out.Consts, Const{Value: c, Origin: o})
		case ssaflow.Zero:
			e.zero(v, o, negate)
		case ssaflow.Param:
			if o.Path == "" && !fromField(o) {
				e.out.Param = true
			} else {
				e.addField(o)
			}
		case ssaflow.Global:
			if o.Path != "" {
				e.addField(o)
			}
		case ssaflow.Call:
			e.call(o)
		case ssaflow.Op:
			e.op(o, negate, depth)
		default:
			e.out.Unknown = true
		}
	}
}

// copied reports whether the setting is taken from another configuration, which
// is judged where it is made.
func copied(o *ssaflow.Origin) bool {
	s := lastFieldStep(o)
	return s != nil && s.Owner.Pkg == "crypto/tls"
}

// zero records the value of something that was never set. That a table may not
// have a key, or a list no element, says nothing.
func (e *evaluator) zero(v ssa.Value, o *ssaflow.Origin, negate bool) {
	if o.Value != nil {
		switch t := o.Value.Type().Underlying().(type) {
		case *types.Map, *types.Slice:
			return
		case *types.Pointer:
			switch t.Elem().Underlying().(type) {
			case *types.Array, *types.Slice, *types.Map:
				return
			}
		}
	}
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok {
		return
	}
	switch {
	case b.Info()&types.IsBoolean != 0:
		e.out.Consts = append(e.out.Consts, Const{Value: constant.MakeBool(negate), Zero: true, Origin: o})
	case b.Info()&types.IsInteger != 0:
		e.out.Consts = append(e.out.Consts, Const{Value: constant.MakeInt64(0), Zero: true, Origin: o})
	}
}

// op looks at the operands of a comparison or negation.
func (e *evaluator) op(o *ssaflow.Origin, negate bool, depth int) {
	switch v := o.Value.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			e.eval(v.X, ssaflow.Query{At: v}, !negate, depth+1)
			return
		}
	case *ssa.BinOp:
		sides := evaluator{fl: e.fl}
		sides.eval(v.X, ssaflow.Query{At: v, Taint: true}, false, depth+1)
		left := len(sides.out.Consts)
		sides.eval(v.Y, ssaflow.Query{At: v, Taint: true}, false, depth+1)
		sides.out.Switches = append(sides.out.Switches, sides.private...)
		e.out.Switches = append(e.out.Switches, sides.out.Switches...)
		switch {
		case len(sides.out.Switches) > 0:
		case sides.out.Param:
			e.out.Param = true
		case left == 1 && len(sides.out.Consts) == 2 && !sides.out.Unknown:
			x, y := sides.out.Consts[0].Value, sides.out.Consts[1].Value
			if x.Kind() == y.Kind() && comparable(x.Kind(), v.Op) {
				e.out.Consts = append(e.out.Consts, Const{Value: constant.MakeBool(constant.Compare(x, v.Op, y) != negate), Origin: o})
				return
			}
			e.out.Unknown = true
		default:
			e.out.Unknown = true
		}
		return
	}
	e.out.Unknown = true
}

func comparable(k constant.Kind, op token.Token) bool {
	switch k {
	case constant.Int, constant.String, constant.Float:
		return true
	}
	return op == token.EQL || op == token.NEQ
}

func (e *evaluator) call(o *ssaflow.Origin) {
	// What is decoded into a struct is best named by the field.
	if o.Filled && fromField(o) && fieldName(o) != "" {
		e.addField(o)
		return
	}
	if name := switchOf(o); name != "" {
		e.addSwitch(name)
		return
	}
	if fromField(o) {
		e.addField(o)
		return
	}
	e.out.Unknown = true
}

// switchOf names the switch that a call reads, "" if it is none.
func switchOf(o *ssaflow.Origin) string {
	arg := ""
	if len(o.ConstArgs) > 0 {
		arg = o.ConstArgs[0]
	}
	name := o.Callee.Name
	switch {
	case o.Callee.Pkg == "os" && (name == "Getenv" || name == "LookupEnv"), o.Callee.Pkg == "syscall" && name == "Getenv":
		return strings.TrimSpace("environment variable " + arg)
	case o.Callee.Pkg == "flag", strings.HasSuffix(o.Callee.Pkg, "/pflag"), strings.HasSuffix(o.Callee.Pkg, "/urfave/cli"),
		strings.HasSuffix(o.Callee.Pkg, "/kingpin"), strings.HasSuffix(o.Callee.Pkg, "/cobra"):
		return strings.TrimSpace("flag " + arg)
	case strings.HasSuffix(o.Callee.Pkg, "/viper"), strings.Contains(o.Callee.Pkg, "/koanf"), strings.Contains(o.Callee.Pkg, "godotenv"),
		strings.Contains(o.Callee.Pkg, "envconfig"), strings.HasSuffix(o.Callee.Pkg, "gopkg.in/ini"):
		return strings.TrimSpace("setting " + arg)
	case strings.HasPrefix(strings.ToLower(name), "getenv"), strings.HasPrefix(strings.ToLower(name), "env"):
		return strings.TrimSpace("environment variable " + arg)
	case o.Callee.Pkg == "encoding/json" || o.Callee.Pkg == "gopkg.in/yaml" || strings.HasSuffix(o.Callee.Pkg, "/toml"):
		return "the decoded configuration"
	}
	return ""
}

// fromField reports whether the value is a named field of something.
func fromField(o *ssaflow.Origin) bool {
	return lastFieldStep(o) != nil || strings.HasPrefix(string(o.Path.Last()), ".")
}

// lastFieldStep is the field nearest to the setting.
func lastFieldStep(o *ssaflow.Origin) *ssaflow.Step {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.FieldStep {
			return s
		}
	}
	return nil
}

// fieldName names the field as "Owner.Field". It is empty for fields of
// [crypto/tls.Config]: copying another configuration's setting is no switch.
func fieldName(o *ssaflow.Origin) string {
	if s := lastFieldStep(o); s != nil {
		if s.Owner.Pkg == "crypto/tls" {
			return ""
		}
		if s.Owner.Name == "" {
			return s.Name
		}
		return s.Owner.Name + "." + s.Name
	}
	if f := o.Path.Last().Field(); f != "" {
		return f
	}
	if key, ok := o.Path.Last().Key(); ok {
		return strconv.Quote(key)
	}
	return ""
}

// addField adds the field that an origin is or went through. An unexported
// field that nobody knows more about is kept apart.
func (e *evaluator) addField(o *ssaflow.Origin) {
	name := fieldName(o)
	if f := o.Path.Last().Field(); f != "" && !token.IsExported(f) && strings.HasSuffix(name, "."+f) {
		e.private = append(e.private, name)
		return
	}
	e.addSwitch(name)
}

func (e *evaluator) addSwitch(name string) {
	if name == "" {
		e.out.Unknown = true
		return
	}
	for _, s := range e.out.Switches {
		if s == name {
			return
		}
	}
	e.out.Switches = append(e.out.Switches, name)
}
