package guard

import "strings"

// labelsOf is a set of origins of a value.
type Labels uint64

// Origins.
const (
	Body    Labels = 1 << iota // request body or posted form
	Query                      // query string
	PathVar                    // path variable
	Header                     // request header
	Cookie                     // cookie
	Keyed                      // looked up by something from the request (a stored record)
	Fetched                    // answered by another server: the provider's API
	Secret                     // a configured secret
	Config                     // configuration or environment, no secret
	MAC                        // a keyed hash
	Digest                     // a plain hash
	Plain                      // result of an authenticated decryption
	paramBit
)

// MaxParams is how many parameters are told apart; the last bit stands for all
// that follow.
const MaxParams = 24

const (
	paramShift = 12
	keyedShift = paramShift + MaxParams
)

// Request are all labels of client input.
const Request = Body | Query | PathVar | Header | Cookie

// Payload are the labels of what a message says, as opposed to its envelope.
const Payload = Body | Query | PathVar

// ParamLabel is the label of what parameter i holds (0 is the receiver of a
// method; free variables of a closure follow the parameters).
func ParamLabel(i int) Labels { return 1 << (paramShift + min(i, MaxParams-1)) }

// KeyedParamLabel is the label of a record looked up by parameter i.
func KeyedParamLabel(i int) Labels { return 1 << (keyedShift + min(i, MaxParams-1)) }

const (
	paramMask = (1<<MaxParams - 1) << paramShift
	keyedMask = (1<<MaxParams - 1) << keyedShift
)

// AnyParam are all parameter labels.
const AnyParam Labels = paramMask

// Has reports whether any of the labels in m is set.
func (l Labels) Has(m Labels) bool { return l&m != 0 }

// Input reports whether a value derives from the request, or from a parameter
// that may: directly or as a record found by it.
func (l Labels) Input() bool { return l&(Request|Keyed|paramMask|keyedMask) != 0 }

// Params keeps the parameter labels only.
func (l Labels) Params() Labels { return l & (paramMask | keyedMask) }

// keyed returns the labels of what is found by a value with labels l.
func keyed(l Labels) Labels {
	out := l & (Fetched | Config | keyedMask)
	if l.Has(Request | Keyed) {
		out |= Keyed
	}
	return out | (l&paramMask)<<(keyedShift-paramShift)
}

// in replaces parameter labels by what the arguments are labelled with.
func (l Labels) in(args []Labels) Labels {
	out := l &^ (paramMask | keyedMask)
	for i, a := range args {
		if l.Has(ParamLabel(i)) {
			out |= a
		}
		if l.Has(KeyedParamLabel(i)) {
			out |= keyed(a)
		}
	}
	return out
}

var labelNames = []string{"body", "query", "path", "header", "cookie", "keyed", "fetched", "secret", "config", "mac", "digest", "plain"}

// String lists the labels, for tests and debugging.
func (l Labels) String() string {
	var out []string
	for i, n := range labelNames {
		if l&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	for i := range MaxParams {
		if l.Has(ParamLabel(i)) {
			out = append(out, "param"+itoa(i))
		}
		if l.Has(KeyedParamLabel(i)) {
			out = append(out, "key"+itoa(i))
		}
	}
	return strings.Join(out, " ")
}

func itoa(i int) string {
	if i >= 10 {
		return string(rune('0'+i/10)) + string(rune('0'+i%10))
	}
	return string(rune('0' + i))
}
