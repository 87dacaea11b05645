package ssaflow

import (
	"fmt"
	"strings"
)

// String writes an origin for tests and debugging: what it is, and how the
// value got from there to the place that was asked about.
func (o *Origin) String() string {
	var b strings.Builder
	b.WriteString(o.Kind.String())
	switch o.Kind {
	case Const:
		if o.Const == nil {
			b.WriteString(" nil")
		} else {
			b.WriteString(" " + o.Const.ExactString())
		}
	case Param, Global:
		b.WriteString(" " + o.Name)
	case Call:
		b.WriteString(" " + o.Callee.String())
		if len(o.ConstArgs) > 0 {
			fmt.Fprintf(&b, "(%s)", strings.Join(o.ConstArgs, ","))
		}
	case Func:
		b.WriteString(" " + o.Fn.Name())
	}
	b.WriteString(string(o.Path))
	if o.Out != "" {
		b.WriteString(" as " + string(o.Out))
	}
	if o.May {
		b.WriteString(" may")
	}
	for i, name := range []string{"masked", "hashed", "encrypted", "partial", "length"} {
		if o.Barrier&(1<<i) != 0 {
			b.WriteString(" " + name)
		}
	}
	return b.String()
}

// Trace writes the steps of an origin, source first.
func (o *Origin) Trace() string {
	var parts []string
	for i := len(o.Steps) - 1; i >= 0; i-- {
		s := o.Steps[i]
		switch s.Kind {
		case NameStep:
			parts = append(parts, s.Name)
		case FieldStep:
			parts = append(parts, s.Owner.Name+"."+s.Name)
		case KeyStep:
			parts = append(parts, "["+s.Name+"]")
		case CallStep:
			parts = append(parts, s.Callee.String()+"()")
		}
	}
	return strings.Join(parts, " > ")
}
