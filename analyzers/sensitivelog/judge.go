package sensitivelog

import (
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// judge decides about a value by its type, field by field: what is overwritten
// before the sink does not count.
func (c *checker) judge(cand candidate, sc sinkContext, res *result) {
	steps := cand.v.Steps()
	if cand.kind == "method" {
		if fn := c.method(cand.t, cand.render); fn.Name() == "Error" && c.ownPackage(fn.Pkg().Path()) {
			c.errorLogged(fn, cand, sc)
			return
		}
	}
	if slices.ContainsFunc(steps, decodes) || c.toError(steps, sc) {
		return
	}
	switch cand.kind {
	case "key":
		res.hits = append(res.hits, hit{category: "value", class: naming.Secret, what: c.valueText(cand.v.Value), steps: steps})
	case "dump":
		c.dumpHit(cand, steps, sc, res)
	case "method":
		red := c.redactionOf(cand.t, cand.render)
		found := c.judgeFields(cand, steps, true)
		switch {
		case len(found) == 0 && !c.sensitiveType(cand, steps):
			c.shownFields(cand, sc, res)
		case red.shows:
		case red.safe:
			res.masked = append(res.masked, hit{class: classOf(found), what: typeText(cand.t, c.pass.Pkg), how: "redacted by its " + red.name + " method", steps: steps})
		case len(found) > 0:
			res.hits = append(res.hits, found...)
		default:
			m := c.names.Match(typeName(cand.t))
			if m.Class == naming.None {
				m.Class = c.stepsClass(steps)
			}
			res.hits = append(res.hits, hit{category: "value", class: m.Class, what: c.valueText(cand.v.Value), steps: steps})
		}
	case "struct":
		res.hits = append(res.hits, c.judgeFields(cand, steps, false)...)
	}
}

func classOf(hits []hit) naming.Class {
	if len(hits) > 0 {
		return hits[0].class
	}
	return naming.None
}

// sensitiveType reports whether a value of a type with a method of its own is
// sensitive by the name of the type or of what holds it.
func (c *checker) sensitiveType(cand candidate, steps []*ssaflow.Step) bool {
	if n := typeName(cand.t); n != "" && c.names.Class(n) != naming.None {
		return true
	}
	return c.stepsClass(steps) != naming.None || c.valueClass(cand.v.Value) != naming.None
}

// stepsClass is the class of the first step that says one.
func (c *checker) stepsClass(steps []*ssaflow.Step) naming.Class {
	for _, s := range steps {
		if m, _ := c.stepClass(s, true); m.Class != naming.None {
			return m.Class
		}
	}
	return naming.None
}

// valueClass is the class by the name of the variable or field a value is.
func (c *checker) valueClass(v ssa.Value) naming.Class {
	name, owner := valueName(v)
	m := c.names.InOwner(owner, name)
	if m.Class != naming.None && m.Class != naming.CardDetail && c.names.Holds(m, v.Type()) {
		return m.Class
	}
	return naming.None
}

// valueName is the variable or field that a value is loaded from.
func valueName(v ssa.Value) (name, owner string) {
	switch v := v.(type) {
	case *ssa.UnOp:
		return valueName(v.X)
	case *ssa.FieldAddr:
		ref := ssaflow.FieldRef(v.X.Type(), v.Field)
		return ref.Name, ref.Recv
	case *ssa.Field:
		ref := ssaflow.FieldRef(v.X.Type(), v.Field)
		return ref.Name, ref.Recv
	case *ssa.Parameter:
		return v.Name(), ""
	case *ssa.Alloc:
		return v.Comment, ""
	}
	return "", ""
}

// judgeFields asks, for each sensitive field of the type, what it holds at the
// sink. all ignores the redaction of the type itself.
func (c *checker) judgeFields(cand candidate, steps []*ssaflow.Step, all bool) []hit {
	depth := 0
	if all {
		depth = -1
	}
	var hits []hit
	var whole []hit
	for _, e := range c.exposures(cand.t, cand.render, depth) {
		live := false
		for _, o := range c.fl.Origins(cand.v.Value, ssaflow.Query{At: cand.v.At, Path: e.path}) {
			if o.Kind != ssaflow.Const && o.Kind != ssaflow.Zero && o.Kind != ssaflow.Func && o.Kind != ssaflow.Op &&
				(cand.v.Barrier|o.Barrier)&ssaflow.Safe == 0 && !c.cleanName(o) {
				live = true
			}
		}
		if live {
			whole = append(whole, hit{category: "struct", class: e.class, what: e.name, steps: steps})
		}
	}
	for _, h := range whole {
		// Card details count only beside a card number, which is then the finding.
		if h.class != naming.CardDetail {
			h.what = c.valueText(cand.v.Value) + " with " + h.class.String() + " " + h.what
			hits = append(hits, h)
		}
	}
	return hits
}

// cleanName reports whether what is stored in a field has a name that says it is
// harmless: Number: maskedPan.
func (c *checker) cleanName(o *ssaflow.Origin) bool {
	for _, s := range o.Steps {
		switch s.Kind {
		case ssaflow.NameStep:
			return c.names.Match(s.Name).Cancelled || partOnly(s.Name)
		case ssaflow.FieldStep, ssaflow.KeyStep:
			if c.names.Match(s.Name).Cancelled || partOnly(s.Name) {
				return true
			}
		}
	}
	return o.Kind == ssaflow.Param && c.names.Match(o.Name).Cancelled
}

// partOnly reports whether a name says that it holds only the harmless part of a
// value: card.Last4.
func partOnly(name string) bool {
	switch strings.ToLower(strings.ReplaceAll(name, "_", "")) {
	case "last4", "lastfour", "lastdigits", "last4digits", "lastfourdigits", "first6", "bin", "masked", "suffix":
		return true
	}
	return false
}

// shownFields looks at what a method of the module shows of a value, by what was
// put there: a field need not be called what it holds.
func (c *checker) shownFields(cand candidate, sc sinkContext, res *result) {
	fn := c.method(cand.t, cand.render)
	if fn == nil {
		return
	}
	for _, shown := range c.fl.Results(fn) {
		if shown.Kind != ssaflow.Param || shown.Index != 0 || shown.Path == "" || shown.Barrier&ssaflow.Safe != 0 || !strings.HasPrefix(string(shown.Out), "#0") {
			continue
		}
		for _, o := range c.fl.Origins(cand.v.Value, ssaflow.Query{At: cand.v.At, Path: shown.Path}) {
			c.origin(o, sc, res)
		}
	}
}
