package ssaflow

import (
	"go/constant"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// credentialArgs returns the arguments of a call that take a credential without
// a row in the tables: parameters of other modules' functions that are called
// password, secret or token, and the value of an Authorization header.
func (t *sinkTable) credentialArgs(call ssa.CallInstruction, ref symbols.Ref) []int {
	if symbols.HasRef(ref, symbols.HTTPHeader) {
		args := Args(call)
		if len(args) == 2 && isString(args[0].Type()) && isString(args[1].Type()) {
			if k, ok := args[0].(*ssa.Const); ok && k.Value != nil && symbols.CredentialHeader(constant.StringVal(k.Value)) {
				return []int{1}
			}
		}
		return nil
	}
	obj := CalleeObj(call)
	if obj == nil || obj.Pkg() == nil || t.ownFunc(obj) {
		return nil
	}
	params, ok := t.credentials[obj]
	if !ok {
		if params = symbols.CredentialParams(obj); len(symbols.SettingArgs(ref)) > 0 {
			params = nil // the table knows better
		}
		t.credentials[obj] = params
	}
	return params
}

// credentialElement reports whether a header that carries a credential is set
// as an element of a map: http.Header{"Authorization": {…}}, or a password:
// gin.Accounts{"user": "…"}.
func credentialElement(m *ssa.MapUpdate) bool {
	ref := symbols.TypeRef(m.Map.Type())
	if ref.Name == "Accounts" && ref.Pkg == "github.com/gin-gonic/gin" {
		return true
	}
	if ref.Name != "Header" && ref.Name != "MIMEHeader" {
		return false
	}
	k, ok := m.Key.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.String && symbols.CredentialHeader(constant.StringVal(k.Value))
}

// ownFunc reports whether a function belongs to the module.
func (t *sinkTable) ownFunc(fn *types.Func) bool {
	return fn.Pkg() == t.p.Pass.Pkg || t.p.imports[fn.Pkg().Path()] != nil
}
