package requests

import (
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// ownScope asks [Model.keyOf] for the program's own references instead of keys.
const (
	ownScope  = "@own"
	undoScope = "@undo"
)

// ownName is applied to a field's name in lower case without separators: the
// number that the program itself gives an order or an invoice. Many gateways
// refuse a second payment with the same one; that is up to them.
var ownName = regexp.MustCompile(`^(merchant|client|external|partner|shop|store|mch|mer|my|cust|customer)?(order|invoice|bill)(id|no|num|number|ref|reference|sn|code)$|^(merchant|external|partner|mch|mer)(ref|transactionid|transid|txnid|trxid|paymentid|refno|trackid)$|^externalid$`)

// undoName is the same for refunds and the like: their own number, or one that
// is told from the original's.
var undoName = regexp.MustCompile(`^(merchant|client|external|partner|mch|mer)?(refund|return|reversal|capture)(order|request|trans)?(id|no|num|number|ref|reference|sn|code)$|^orig(inal)?(order|trade|txn|trans|transaction|payment|bill|merchantorder)?(id|no|number|ref|reference)$`)

// OwnReference reports whether a payment that has no key carries the number of
// the order or invoice that it is for, to a provider of which nothing is known.
// What goes back or is captured names by it what it belongs to, and needs a
// number of its own.
func (m *Model) OwnReference(call ssa.CallInstruction, d *Desc) bool {
	if _, known := provider.MechanismOf(d.Provider); known || d.Kind == SDK {
		return false
	}
	scope := ownScope
	if undoes(d) {
		scope = undoScope
	}
	for i, a := range allArgs(call) {
		if i == 0 && ssaflow.Receiver(call) == a || isContext(a.Type()) || isStringish(a.Type()) && !isText(a.Type()) {
			continue
		}
		k := m.keyOf(a, scope)
		switch k.State {
		case KeySet:
			return true
		case KeyUnknown:
			if k.How != "" {
				return true
			}
		case KeyCaller:
			for _, in := range k.Inputs {
				if in.Path != "" && keyName(scope, in.Path[strings.LastIndexByte(in.Path, '.')+1:]) {
					return true
				}
			}
		}
	}
	return false
}

var undoRE = regexp.MustCompile(`(?i)refund|revers|capture|void|cancel|release|chargeback`)

func undoes(d *Desc) bool {
	for _, text := range append(d.URL.Literals(), d.Names...) {
		if undoRE.MatchString(text) {
			return true
		}
	}
	return false
}
