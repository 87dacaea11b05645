package sensitivelog

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// signedForm finds a whole payload that is filled here and signed with a secret:
// with its signature it is a request that anybody can send again, whatever its
// other fields are called.
func (c *checker) signedForm(u *ssaflow.SinkUse) *hit {
	v := u.Value
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if _, isMap := v.Type().Underlying().(*types.Map); !isMap || u.Path != "" {
		return nil
	}
	name := ""
	for _, n := range c.fl.Names(v) {
		if carriers[strings.ToLower(strings.ReplaceAll(n.Name(), "_", ""))] {
			name = n.Name()
		}
	}
	fn := u.Instr.Parent()
	if name == "" || !c.inPayment(fn) && !c.paymentPath(fn) {
		return nil
	}
	for _, o := range c.fl.Origins(v, ssaflow.Query{At: u.Instr}) {
		key, ok := o.Out.Last().Key()
		if !ok || o.Barrier&ssaflow.Hashed == 0 || !signatureKey(key) {
			continue
		}
		for _, s := range o.Steps {
			if m, _ := c.stepClass(s, true); m.Class == naming.Secret {
				return &hit{category: "dump", what: "the whole payload " + name + " with its signature " + quote(key), steps: o.Steps}
			}
		}
	}
	return nil
}

// signatureKey reports whether a field of a request is called a signature.
func signatureKey(key string) bool {
	lower := strings.ToLower(key)
	for _, w := range []string{"hash", "sign", "mac", "checksum", "digest"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// paymentPath reports whether a function uses a constant URL or path with a
// payment word.
func (c *checker) paymentPath(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				k, ok := (*op).(*ssa.Const)
				if !ok || k.Value == nil || k.Value.Kind() != constant.String {
					continue
				}
				s := constant.StringVal(k.Value)
				if (strings.HasPrefix(s, "/") || strings.HasPrefix(s, "http")) && !strings.ContainsAny(s, " \n") && c.names.PaymentWord(s) {
					return true
				}
			}
		}
	}
	return false
}
