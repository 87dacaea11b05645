package wrap

import "sensitivelog/wrap/hooks"

type handler struct {
	onEvent  func(string, any)
	onCount  func(string, any)
	reporter *hooks.Reporter
}

func newHandler(l interface{ Event(string, any) }) *handler {
	h := &handler{}
	h.onEvent = func(name string, v any) { logAny(name, v) }
	h.onCount = func(name string, v any) { logAny(name, v != nil) }
	return h
}

func logAny(name string, v any) { println(name, v) }

func (h *handler) pay(o Order) {
	h.onEvent("paid", o.Card.Number) // want `card number o.Card.Number is logged by h.onEvent`
	h.onEvent("paid", o.ID)
	h.onCount("paid", o.Card.Number)
	h.reporter.Report("paid with " + o.Card.Number) // want `card number .* is logged by h.reporter.Report`
	h.reporter.Report("paid with " + o.Card.Brand)
	h.reporter.Count("paid with " + o.Card.Number)
	hooks.Logf("paid with %s", o.Card.Number) // want `card number o.Card.Number is logged by hooks.Logf`
	hooks.Logf("paid with %s", o.Card.Brand)
	_ = hooks.Format("paid with %s", o.Card.Number)
}
