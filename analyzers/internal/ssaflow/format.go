package ssaflow

import (
	"go/constant"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Verb is how a printf-like call prints one operand.
type Verb struct {
	Char  rune
	Sharp bool // %#v
	// Short says that no more than the first eight characters are printed: %.4s.
	Short bool
}

// FormatVerb returns the verb for variadic argument number elem of a printf-like
// call: one whose argument before the variadic ones is a constant text with
// verbs in it.
func FormatVerb(call ssa.CallInstruction, elem int) (Verb, bool) {
	args := Args(call)
	if len(args) < 2 || !call.Common().Signature().Variadic() {
		return Verb{}, false
	}
	k, ok := args[len(args)-2].(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return Verb{}, false
	}
	return verbOf(constant.StringVal(k.Value), elem)
}

// Unprinted reports whether a printf-like call shows nothing of the value of an
// operand, or too little of it to matter: %T, %p, %.4s.
func Unprinted(call ssa.CallInstruction, elem int) bool {
	v, ok := FormatVerb(call, elem)
	return ok && (v.Char == 'T' || v.Char == 'p' || v.Short)
}

// shortest is how much of a text may be printed without giving it away.
const shortest = 8

// verbOf finds the verb for operand number elem of a format.
func verbOf(format string, elem int) (Verb, bool) {
	n := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		var v Verb
		i++
		start := i
	flags:
		for ; i < len(format); i++ {
			switch ch := format[i]; {
			case ch == '*': // width from an operand
				if n == elem {
					return Verb{Char: 'd'}, true
				}
				n++
			case ch == '#':
				v.Sharp = true
			case ch == '[': // explicit index: %[2]d
				end := strings.IndexByte(format[i:], ']')
				if end < 0 {
					return Verb{}, false
				}
				k := 0
				for _, d := range format[i+1 : i+end] {
					k = k*10 + int(d-'0')
				}
				n = k - 1
				i += end
			case !strings.ContainsRune("+- 0123456789.", rune(ch)):
				break flags
			}
		}
		if i >= len(format) {
			break
		}
		if format[i] == '%' {
			continue
		}
		if n == elem {
			v.Char = rune(format[i])
			if _, prec, ok := strings.Cut(format[start:i], "."); ok && strings.ContainsRune("svqxX", v.Char) {
				n, err := strconv.Atoi(prec)
				v.Short = (prec == "" || err == nil) && n <= shortest
			}
			return v, true
		}
		n++
	}
	return Verb{}, false
}
