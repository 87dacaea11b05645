package requests

import (
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/memo"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"golang.org/x/tools/go/ssa"
)

// KeyState says what is known about a request's idempotency key.
type KeyState uint8

const (
	// KeyNone: nothing sets one.
	KeyNone KeyState = iota
	// KeyCaller: callers may hand one in; nothing here sets it.
	KeyCaller
	// KeyUnknown: the request's contents come from where the model cannot look.
	KeyUnknown
	// KeySet: it is set to Values.
	KeySet
)

// Key is the idempotency key of a request: a header, a body field, a parameter
// of an SDK, or a reference that the provider keeps unique.
type Key struct {
	State KeyState
	// How names the header, field or parameter.
	How    string
	Values Values
	// Inputs are the parameters through which callers may hand it in.
	Inputs []Input

	site ssa.Instruction
	val  ssa.Value
}

// Input is a part of a parameter that may hold the key.
type Input struct {
	Index int
	Path  string
	// Named is the number, counted from 1, of the parameter with the name under
	// which Index is sent: SetHeader(name, value) sets a key when callers say so.
	Named int `json:",omitempty"`
	// Pairs says that the parameter is a list of names and values in turn.
	Pairs bool `json:",omitempty"`
	// NamePath is the part of the parameter with the name, where Path is the one
	// with the value: a list of headers that are structs.
	NamePath string `json:",omitempty"`
}

// Site is the instruction that sets the key, nil when it is elsewhere.
func (k Key) Site() ssa.Instruction { return k.site }

// Value is the key's value in this function, nil when it is set elsewhere.
func (k Key) Value() ssa.Value { return k.val }

// or combines what two parts of a request say.
func (k Key) or(other Key) Key {
	if other.State > k.State || k.State == KeySet && other.State == KeySet && !k.dedicated() && other.dedicated() {
		k, other = other, k
	}
	if k.State == KeyCaller && other.State == KeyCaller {
		for _, in := range other.Inputs {
			if len(k.Inputs) < 8 && !containsInput(k.Inputs, in) {
				k.Inputs = append(k.Inputs[:len(k.Inputs):len(k.Inputs)], in)
			}
		}
	}
	return k
}

// elsewhere is the key as seen from another function: what parameters mean
// there means nothing here.
func (k Key) elsewhere() Key {
	if k.State == KeyCaller {
		return Key{State: KeyUnknown}
	}
	values := slices.Clone(k.Values)
	for i := range values {
		if values[i].Kind == FromParam {
			values[i] = Value{Kind: Other, Text: values[i].Text, Part: values[i].Part}
		}
	}
	k.Values, k.val = values, nil
	return k
}

// dedicated reports whether the key is one by its name, not a reference.
func (k Key) dedicated() bool {
	return keyHeader(k.How) || idempotentCall.MatchString(k.How)
}

func containsInput(list []Input, in Input) bool {
	for _, x := range list {
		if x == in {
			return true
		}
	}
	return false
}

func callerKey(index int, path string) Key {
	return Key{State: KeyCaller, Inputs: []Input{{Index: index, Path: path}}}
}

// keyName reports whether a field or parameter of that name is an idempotency
// key for the provider; for an unknown one, whether it is for any.
func keyName(prov, name string) bool {
	if name == "" {
		return false
	}
	switch prov {
	case ownScope:
		return ownName.MatchString(provider.FieldKey(name))
	case undoScope:
		return undoName.MatchString(provider.FieldKey(name))
	}
	if namesKey.Of(name) {
		return true
	}
	prov, refund := strings.CutSuffix(prov, refundSuffix)
	if fields, ok := refundFields[prov]; refund && ok {
		return slices.Contains(fields, provider.FieldKey(name))
	}
	mech, known := provider.MechanismOf(prov)
	if !known {
		return provider.IsIdempotencyField(name)
	}
	for _, f := range mech.Fields {
		if provider.FieldKey(f) == provider.FieldKey(name) {
			return true
		}
	}
	return false
}

// refundSuffix marks a provider's name where the request is a refund.
const refundSuffix = "/refund"

// refundFields are the references of providers that keep refunds apart by
// another field than payments: the payment's own names what is refunded.
var refundFields = map[string][]string{
	"alipay":    {"outrequestno"},
	"wechatpay": {"outrefundno"},
	"midtrans":  {"refundkey"},
}

// keyScope is the provider to look for keys of, marked for refunds.
func keyScope(d *Desc) string {
	if refundRE.MatchString(d.Callee.Name) {
		return d.Provider + refundSuffix
	}
	for _, text := range d.URL.Literals() {
		if refundRE.MatchString(text) {
			return d.Provider + refundSuffix
		}
	}
	return d.Provider
}

var refundRE = regexp.MustCompile(`(?i)refund`)

// keyHeader reports whether a header of that name carries a key.
func keyHeader(name string) bool { return provider.IsIdempotencyHeader(name) }

var (
	idempotentName = regexp.MustCompile(`(?i)^(x|set|with|add|use|apply|payment|iris|get)?[-_]?([a-z]+[-_])?idempot(ency|ent|ence)(_?(key|id|uuid|token|header))?$|idempotenc[ey](key|id|token)$`)
	namesKey       = memo.New(idempotentName.MatchString)
	// idempotentCall are functions and methods that take a key.
	idempotentCall = regexp.MustCompile(`(?i)idempot(ency|ence|ent)|(with|set)(paypal)?request_?id$`)
	readCall       = regexp.MustCompile(`^(Get|Has|Is|New|Generate|Make|Create|Check|Validate|Find|Load|Parse)[A-Z]`)
	quotedName     = regexp.MustCompile(`["'\x60]?([A-Za-z][A-Za-z0-9_-]{1,40})["'\x60]?\s*[:=]|<(?:[A-Za-z0-9]+:)?([A-Za-z][A-Za-z0-9_-]{1,40})>[^<]`)
)

// keyInText looks for a key's name in the constant text of a body.
func keyInText(prov, text string) (string, bool) {
	for _, match := range quotedName.FindAllStringSubmatch(text, 40) {
		name := match[1] + match[2]
		if keyName(prov, name) {
			return name, true
		}
	}
	return "", false
}

// Empty reports whether the key may be the empty string by a constant.
func (k Key) Empty() bool {
	if k.State != KeySet {
		return false
	}
	for _, v := range k.Values {
		if v.Kind == Literal && !v.Part && strings.TrimSpace(v.Text) == "" {
			return true
		}
	}
	return false
}

// Absent reports whether the key is never given a value although there is a
// place for it.
func (k Key) Absent() bool { return k.State == KeySet && k.Values.Only(Nothing) }

// Constant reports whether the key is the same literal for every operation.
func (k Key) Constant() (string, bool) {
	if k.State != KeySet || !k.Values.Only(Literal) {
		return "", false
	}
	var text []string
	for _, v := range k.Values {
		if v.Part {
			return "", false // the other pieces may be out of sight
		}
		if v.Text != "" {
			text = append(text, v.Text)
		}
	}
	return strings.Join(text, ""), len(text) > 0
}

// Generated returns the value that makes the key differ from attempt to
// attempt, when there is one of that kind.
func (k Key) Generated(kinds ...ValueKind) (Value, bool) {
	if k.State != KeySet {
		return Value{}, false
	}
	for _, v := range k.Values {
		for _, kind := range kinds {
			if v.Kind == kind {
				return v, true
			}
		}
	}
	return Value{}, false
}
