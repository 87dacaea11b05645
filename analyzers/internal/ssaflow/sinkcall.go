package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// direct finds the calls of sinks and the stores to fields with a role.
func (t *sinkTable) direct() {
	for _, call := range t.p.index.calls {
		ref := CalleeOf(call)
		if ref.Name == "" {
			if b, ok := call.Common().Value.(*ssa.Builtin); ok && (b.Name() == "print" || b.Name() == "println" || b.Name() == "panic") {
				t.callArgs(call, Sink{Role: symbols.LogSink, Callee: symbols.Ref{Name: b.Name()}}, nil)
			}
			// A function value: log.Printf kept in a variable or field.
			for _, c := range t.p.calleesOf(call) {
				if !c.Known() && c.Ref.Name != "" {
					t.directCall(call, c.Ref)
				}
			}
			continue
		}
		t.directCall(call, ref)
		if t.unknownLogger(call, ref) {
			t.callArgs(call, Sink{Role: symbols.LogSink, Callee: ref}, nil)
		}
	}
	for _, fn := range t.p.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					var target symbols.Ref
					switch addr := instr.Addr.(type) {
					case *ssa.FieldAddr:
						target = FieldRef(addr.X.Type(), addr.Field)
					case *ssa.Global:
						// A package variable of a library: stripe.Key = k.
						if addr.Pkg != t.p.SSA {
							target = symbols.RefOf(addr.Pkg.Pkg.Path(), addr.Name())
						}
					}
					for _, role := range t.fieldRoles(target, instr.Val) {
						t.add(&SinkUse{Sink: Sink{Role: role, Callee: target, Arg: -1}, Instr: instr, Value: decider(instr, instr.Val), Arg: -1, Elem: -1})
					}
				case *ssa.MapUpdate:
					if credentialElement(instr) {
						u := &SinkUse{Sink: Sink{Role: symbols.Credential, Callee: symbols.TypeRef(instr.Map.Type()), Arg: -1}, Instr: instr, Value: instr.Value, Arg: -1, Elem: -1}
						if !isString(instr.Value.Type()) {
							u.Path = anyElem
						}
						t.add(u)
					}
				case *ssa.Panic:
					t.add(&SinkUse{Sink: Sink{Role: symbols.LogSink, Callee: symbols.Ref{Name: "panic"}}, Instr: instr, Value: instr.X, Elem: -1})
				}
			}
		}
	}
}

// fieldRoles returns the roles of a field: those in the tables and, for the
// switches of other libraries, what their names say.
func (t *sinkTable) fieldRoles(field symbols.Ref, v ssa.Value) []symbols.Role {
	roles := symbols.SettingField(field)
	if len(roles) > 0 || field.Recv == "" || !symbols.SkipsVerification(field) || t.p.Own(field) {
		return roles
	}
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return nil
	}
	return []symbols.Role{symbols.TLSSkipVerify}
}

// directCall adds what a call of ref hands to a sink.
func (t *sinkTable) directCall(call ssa.CallInstruction, ref symbols.Ref) {
	if isWriter(ref) {
		if role := t.writerRole(call); role != "" {
			t.callArgs(call, Sink{Role: role, Callee: ref}, nil)
		} else if n := t.writerParam(writerOf(call), call); n > 0 {
			t.writerArgs(call, Sink{Role: symbols.LogSink, Callee: ref}, n)
		}
		return
	}
	if ref.Name == "Encode" && (ref.Pkg == "encoding/json" || ref.Pkg == "encoding/xml") && Receiver(call) != nil && t.writerKind(Receiver(call), call, 3) == symbols.LogSink {
		t.callArgs(call, Sink{Role: symbols.LogSink, Callee: ref}, nil)
	}
	for _, role := range logRoles {
		if symbols.HasRef(ref, role) && !(role == symbols.LogField && symbols.Propagates(ref)) {
			t.callArgs(call, Sink{Role: role, Callee: ref}, nil)
		}
	}
	for _, ar := range symbols.SettingArgs(ref) {
		t.callArgs(call, Sink{Role: ar.Role, Callee: ref}, []int{ar.Arg})
	}
	for _, i := range t.credentialArgs(call, ref) {
		t.callArgs(call, Sink{Role: symbols.Credential, Callee: ref}, []int{i})
	}
}

// unknownLogger reports whether a call that the engine cannot look into, and no
// table knows, is a logger's: by its name, a variadic or text parameter, and no
// result but an error or, for With, another logger.
func (t *sinkTable) unknownLogger(call ssa.CallInstruction, ref symbols.Ref) bool {
	if !symbols.LooksLikeLogger(ref) || symbols.HasRef(ref, symbols.LogSink) || symbols.HasRef(ref, symbols.LogField) {
		return false
	}
	sig := call.Common().Signature()
	if sig.Params().Len() == 0 {
		return false
	}
	last := sig.Params().At(sig.Params().Len() - 1).Type()
	if !sig.Variadic() && !isString(last) {
		return false
	}
	switch res := sig.Results(); {
	case res.Len() > 1:
		return false
	case res.Len() == 1 && strings.HasPrefix(ref.Name, "With"):
		if !symbols.LooksLikeLogger(symbols.Ref{Recv: symbols.TypeName(res.At(0).Type()), Name: "Info"}) {
			return false
		}
	case res.Len() == 1 && !types.Identical(res.At(0).Type(), types.Universe.Lookup("error").Type()):
		return false
	}
	for _, c := range t.p.calleesOf(call) {
		if c.Known() {
			return false
		}
	}
	return true
}

// decider returns the value that an instruction puts in place. In
// "if insecure { cfg.Setting = true }" that is insecure, when it is a variable or
// field whose name says what it decides.
func decider(instr ssa.Instruction, v ssa.Value) ssa.Value {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool || !constant.BoolVal(c.Value) {
		return v
	}
	b := instr.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d.Succs[0] != b || len(b.Preds) != 1 {
			continue
		}
		name := ""
		switch v := cond.Cond.(type) {
		case *ssa.Parameter:
			name = v.Name()
		case *ssa.UnOp:
			if v.Op != token.MUL {
				continue
			}
			switch x := v.X.(type) {
			case *ssa.FieldAddr:
				name = FieldRef(x.X.Type(), x.Field).Name
			case *ssa.FreeVar:
				name = x.Name()
			case *ssa.Alloc:
				name = x.Comment
			}
		case *ssa.FreeVar:
			name = v.Name()
		case *ssa.Field:
			name = FieldRef(v.X.Type(), v.Field).Name
		}
		if insecureWords.MatchString(name) {
			return cond.Cond
		}
	}
	return v
}

// insecureWords are what a switch is called that turns a check off.
var insecureWords = regexp.MustCompile(`(?i)insecure|skip|no_?verify|trust|self_?signed|ignore|disable`)

// logRoles are the roles of the big table all of whose arguments are sinks.
var logRoles = []symbols.Role{symbols.LogSink, symbols.LogField, symbols.ErrorText, symbols.ResponseSink}

// callArgs adds the arguments of a direct call; only nil means all of them.
func (t *sinkTable) callArgs(call ssa.CallInstruction, sink Sink, only []int) {
	t.callUses(call, sink, only, t.add)
}

// writerArgs adds the arguments of a call that writes to a parameter.
func (t *sinkTable) writerArgs(call ssa.CallInstruction, sink Sink, writer int) {
	t.callUses(call, sink, nil, func(u *SinkUse) {
		u.writer = writer
		t.add(u)
	})
}

func (t *sinkTable) callUses(call ssa.CallInstruction, sink Sink, only []int, add func(*SinkUse)) {
	args := Args(call)
	elems, spread := Variadic(call)
	for i, a := range args {
		if only != nil && !slices.Contains(only, i) || isContext(a.Type()) || i == 0 && sink.Callee.Recv == "" && isWriter(sink.Callee) {
			continue
		}
		s := sink
		s.Arg = i
		if spread && i == len(args)-1 {
			for j, e := range elems {
				if e != nil && !Unprinted(call, j) {
					add(&SinkUse{Sink: s, Instr: call, Value: e, Arg: i, Elem: j})
				}
			}
			continue
		}
		add(&SinkUse{Sink: s, Instr: call, Value: a, Arg: i, Elem: -1})
	}
}

func isContext(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return ref.Pkg == "context" && ref.Name == "Context"
}
