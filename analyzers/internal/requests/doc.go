// Package requests is the model of outgoing requests that idempotency,
// unsaferetry and responsecheck share: every place of a package that sends one,
// with what is known about its method, URL, key, body and response.
//
//	m := pass.ResultOf[requests.Analyzer].(*requests.Model)
//	for _, s := range m.Sends {          // in order of position
//		s.Call, s.Fn                     // the send call and its function
//		s.Kind                           // HTTP client, SDK operation, or a helper of the module
//		s.Methods, s.URL                 // constant methods; pieces of the URL
//		s.Key                            // idempotency key: none, set (its values), or left to the caller
//		s.Response                       // the value with the response, nil when the result is dropped or decoded elsewhere
//		s.Open                           // method or URL are chosen by callers: a generic helper
//	}
//	words := requests.NewWords(cfg)      // payment words and provider hosts of the settings
//	ctx := words.Context(s)              // is it a payment request, and what kind of operation
//
// A send is listed once per call. A call of a helper whose method or URL comes
// from its parameters (`do(ctx, method, path, body)`, here or in another
// package of the module) is a send of its own, with the arguments filled in;
// the send inside the helper is marked Open. A call of a function that knows
// method and URL itself is no send, but [Model.Writes] tells what such a call
// does, however deep: the retry model needs that.
//
// Summaries of functions travel between packages as one fact per package.
package requests
