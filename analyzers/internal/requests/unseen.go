package requests

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

var (
	// moneyVerb begins the names of methods that move money.
	moneyVerb = regexp.MustCompile(`^(charge|pay|refund|capture|authoris?z?e|payout|transfer|withdraw|disburse|debit|void|settle)$`)
	// remoteOwner is a word in the name of an interface behind which there is a
	// provider; localOwner in that of one that stores, or is the program's own.
	remoteOwner = regexp.MustCompile(`^(gateway|provider|providers|psp|processor|acquirer|acquiring|adapter|bank|client|api|charger|payer|refunder|connector|stripe|paypal|adyen|braintree|midtrans|xendit|razorpay|mollie|square)$`)
	localOwner  = regexp.MustCompile(`^(repo|repository|store|storage|dao|db|cache|queue|publisher|producer|service|usecase|handler|ledger|view|notifier|validator|policy|template|model)$`)
)

// unseen describes a call of a method of an interface of the module whose
// implementations cannot be seen from here: a provider's client by its name
// that moves money by the method's. Its key may be made out of sight.
func (m *Model) unseen(call ssa.CallInstruction) (Desc, bool) {
	common := call.Common()
	if !common.IsInvoke() {
		return Desc{}, false
	}
	fn := common.Method
	res := fn.Signature().Results()
	if fn.Pkg() == nil || !m.own(fn.Pkg().Path()) || res.Len() == 0 || !isError(res.At(res.Len()-1).Type()) {
		return Desc{}, false
	}
	words := naming.Words(fn.Name())
	if len(words) == 0 || len(words) > 3 || !moneyVerb.MatchString(words[0]) {
		return Desc{}, false
	}
	owner := symbols.TypeRef(common.Value.Type())
	remote := false
	for _, w := range naming.Words(owner.Name) {
		if localOwner.MatchString(w) {
			return Desc{}, false
		}
		remote = remote || remoteOwner.MatchString(w)
	}
	remote = remote || slices.ContainsFunc(naming.Words(fn.Pkg().Name()), remoteOwner.MatchString)
	if !remote || len(m.flow.Callees(call)) > 0 {
		return Desc{}, false
	}
	d := Desc{
		Kind: HTTP, Callee: symbols.Of(fn), Unseen: true,
		Methods: Values{{Kind: Literal, Text: "POST"}}, URL: Values{{Kind: Other}},
		Names: []string{fn.Name(), owner.Name, fn.Pkg().Name()},
		At:    m.position(call),
	}
	d.Key = Key{State: KeyUnknown}
	sig, args := fn.Signature(), ssaflow.Args(call)
	for i := range min(sig.Params().Len(), len(args)) {
		if p := sig.Params().At(i); isText(p.Type()) && keyParamName.MatchString(p.Name()) {
			d.Key = Key{State: KeySet, How: p.Name(), Values: m.values(args[i], "", call), site: call, val: args[i]}
			return d, true
		}
	}
	if !m.handed(call) {
		d.Key = Key{}
	}
	return d, true
}

// keyParamName is the name of a parameter that takes a key.
var keyParamName = regexp.MustCompile(`(?i)^(idempot\w*|\w*idempotencykey|request_?id|key|op_?id|operation_?id)$`)

// own reports whether a package belongs to the module.
func (m *Model) own(path string) bool {
	return m.imports[path] != nil || m.flow.SSA != nil && m.flow.SSA.Pkg.Path() == path
}

// UnseenRead reports whether a call asks such a provider for something.
func (m *Model) UnseenRead(call ssa.CallInstruction) bool {
	common := call.Common()
	if !common.IsInvoke() || common.Method.Pkg() == nil || !m.own(common.Method.Pkg().Path()) || !lookupCall.MatchString(common.Method.Name()) {
		return false
	}
	owner := symbols.TypeRef(common.Value.Type())
	remote := false
	for i, w := range append(naming.Words(owner.Name), naming.Words(common.Method.Pkg().Name())...) {
		if i < len(naming.Words(owner.Name)) && localOwner.MatchString(w) {
			return false
		}
		remote = remote || remoteOwner.MatchString(w) && w != "client" && w != "api"
	}
	return remote && len(m.flow.Callees(call)) == 0
}

// handed reports whether a call is handed something that may serve as a key, by
// the names of its parameters, of what is given and of their fields.
func (m *Model) handed(call ssa.CallInstruction) bool {
	sig := call.Common().Signature()
	args := ssaflow.Args(call)
	refName := refName
	if call.Common().IsInvoke() && takesPayment.MatchString(call.Common().Method.Name()) {
		refName = keyedName // the payment's own id says what, not which refund
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		if refName.MatchString(p.Name()) || i < len(args) && hasRefField(args[i].Type(), 0) {
			return true
		}
	}
	for _, a := range args {
		for _, o := range m.values(a, "", call) {
			if refName.MatchString(o.Text) {
				return true
			}
		}
	}
	return false
}

var refName = regexp.MustCompile(`(?i)(key|ref|reference|idempot\w*|nonce|uuid|request_?id|operation|op_?id|order_?(id|no)?|invoice\w*|transaction_?id|txn?_?id|attempt_?id|external_?id)$`)

var (
	takesPayment = regexp.MustCompile(`(?i)^(refund|capture|void)`)
	keyedName    = regexp.MustCompile(`(?i)(key|ref|reference|idempot\w*|nonce|uuid|request_?id|operation|op_?id|attempt_?id)$`)
)

func hasRefField(t types.Type, depth int) bool {
	st, ok := deref(t).Underlying().(*types.Struct)
	if !ok || depth > 1 || isContext(t) {
		return false
	}
	for f := range st.Fields() {
		if refName.MatchString(f.Name()) || strings.EqualFold(f.Name(), "id") || hasRefField(f.Type(), depth+1) {
			return true
		}
	}
	return false
}
