// Package ssaflow answers "where does this value come from?" and "which values
// reach a place of this kind?" for all checks.
//
// The engine walks backwards from a value through SSA: locals, struct fields,
// elements, closures, channels, calls. It is demand-driven (work is done only
// from places that a check asks about), field-sensitive (access paths of a few
// steps), flow-sensitive for memory (a store that is overwritten before the
// load does not count) and bounded (a budget per query; a query over budget
// answers less and counts in [Package.Capped]).
//
// # Asking
//
//	fl := pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package)
//	for _, o := range fl.Origins(call.Args[0], ssaflow.Query{At: call}) {
//		switch o.Kind {
//		case ssaflow.Const:  // o.Const
//		case ssaflow.Param:  // o.Fn, o.Index, o.Path
//		case ssaflow.Call:   // o.Callee, o.Call: a call that the engine cannot look into
//		…
//		}
//		for _, s := range o.Steps { … } // what the value was on its way, sink first
//	}
//	for _, use := range fl.Sinks(symbols.LogSink) { … } // direct and through wrappers
//
// # Access paths
//
// A [Path] says which part of a value is meant: ".Card.Number", "[]" for any
// element, `["pan"]` for the element of a constant key, "#1" for the second
// result of a call. Pointers and what they point to are not told apart.
//
// # Between functions
//
// A call of a function whose body is at hand, or of one in a module package
// analysed before (by facts), is replaced by the function's summary: for each
// part of its results, where it comes from. Interface methods of the module's
// own interfaces stand for all implementations that can be seen. Other modules'
// functions are known from tables (transfer.go): some pass their arguments on,
// some fill in what an argument points to; the rest are origins of kind [Call].
//
// A function whose parameter reaches a sink is a sink itself, in this package
// and, by facts, in all that import it.
package ssaflow
