package sensitivelog

import (
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// dumpType says what kind of whole payload values of type t are, "" for others.
func dumpType(t types.Type) string {
	ref := symbols.TypeRef(t)
	switch {
	case ref.Is("net/http", "Header"), ref.Is("google.golang.org/grpc/metadata", "MD"):
		return "headers"
	case ref.Is("net/http", "Request"):
		return "request"
	case ref.Is("net/url", "Values"):
		return "form"
	}
	return ""
}

// dumpHit reports a whole payload by its type.
func (c *checker) dumpHit(cand candidate, steps []*ssaflow.Step, sc sinkContext, res *result) {
	if cand.v.Barrier&ssaflow.Safe != 0 {
		return
	}
	kind := dumpType(cand.t)
	name := c.valueText(cand.v.Value)
	switch kind {
	case "form":
		// A form that is filled here holds what is put into it.
		if c.filledHere(cand, res, steps) || !c.inPayment(sc.fn) && !c.names.PaymentWord(name) {
			return
		}
	case "headers":
		if c.filledHere(cand, res, steps) || c.cleaned(cand) {
			return
		}
	}
	res.hits = append(res.hits, hit{category: "dump", what: "the whole " + kind + " " + name, steps: steps})
}

// cleaned reports whether the credentials are taken out of a header set before it
// is used.
func (c *checker) cleaned(cand candidate) bool {
	refs := cand.v.Value.Referrers()
	if refs == nil || cand.v.At == nil {
		return false
	}
	for _, r := range *refs {
		call, ok := r.(ssa.CallInstruction)
		if !ok || call.Pos() > cand.v.At.Pos() {
			continue
		}
		var key ssa.Value
		switch ref := ssaflow.CalleeOf(call); {
		case ref.Pkg == "net/http" && ref.Recv == "Header" && (ref.Name == "Del" || ref.Name == "Set"):
			key = ssaflow.Args(call)[0]
		default:
			b, ok := call.Common().Value.(*ssa.Builtin)
			if !ok || b.Name() != "delete" || call.Common().Args[0] != cand.v.Value {
				continue
			}
			key = call.Common().Args[1]
		}
		for _, o := range c.fl.Origins(key, ssaflow.Query{At: call}) {
			if name, ok := o.StringConst(); ok && strings.EqualFold(name, "authorization") {
				return true
			}
		}
	}
	return false
}

// keysFiltered reports whether a loop over a map does anything with its keys but
// print them.
func keysFiltered(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, r := range *refs {
		rng, ok := r.(*ssa.Range)
		if !ok {
			continue
		}
		for _, n := range *rng.Referrers() {
			next, ok := n.(*ssa.Next)
			if !ok {
				continue
			}
			for _, e := range *next.Referrers() {
				key, ok := e.(*ssa.Extract)
				if ok && key.Index == 1 && decides(key, 3) {
					return true
				}
			}
		}
	}
	return false
}

// decides reports whether a value takes part in a comparison, a lookup or a call
// that yields a bool or a text.
func decides(v ssa.Value, depth int) bool {
	if depth == 0 || v.Referrers() == nil {
		return false
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.BinOp, *ssa.Lookup:
			return true
		case *ssa.Call:
			res := r.Call.Signature().Results()
			if res.Len() == 1 && !types.Identical(res.At(0).Type(), types.Universe.Lookup("error").Type()) {
				if ref := ssaflow.CalleeOf(r); ref.Pkg == "fmt" {
					continue
				} else if b, ok := res.At(0).Type().Underlying().(*types.Basic); ok && (b.Info()&types.IsBoolean != 0 || decides(r, depth-1) || b.Info()&types.IsString != 0) {
					return true
				}
			}
		}
	}
	return false
}

// filledHere judges a header or form made in this module by its keys. It
// reports whether the value comes from nowhere else.
func (c *checker) filledHere(cand candidate, res *result, steps []*ssaflow.Step) bool {
	here := true
	for _, o := range c.fl.Origins(cand.v.Value, ssaflow.Query{At: cand.v.At}) {
		if o.Kind == ssaflow.Zero {
			continue
		}
		key := ""
		for _, s := range o.Steps {
			if s.Kind == ssaflow.KeyStep || s.Kind == ssaflow.StoreStep && s.Owner.Name == "" {
				key = s.Name
				break
			}
		}
		if o.Out == "" && key == "" {
			here = false
			continue
		}
		if o.Kind == ssaflow.Const || o.Barrier&ssaflow.Safe != 0 {
			continue
		}
		if m := c.names.Match(key); m.Class != naming.None && m.Class != naming.CardDetail {
			res.hits = append(res.hits, hit{category: "value", class: m.Class, what: c.valueText(cand.v.Value) + "[" + quote(key) + "]", steps: steps})
			return true
		}
	}
	return here
}

// callOrigin looks at an origin that no name describes: a raw body, a dump, the
// environment, basic auth, a failed request to a URL with a secret.
func (c *checker) callOrigin(o *ssaflow.Origin, sc sinkContext, res *result) bool {
	if o.Barrier&ssaflow.Safe != 0 {
		return false
	}
	add := func(category string, class naming.Class, what string) bool {
		if !c.toError(o.Steps, sc) {
			res.hits = append(res.hits, hit{category: category, class: class, what: what, steps: o.Steps, at: o.At})
		}
		return true
	}
	if owner := bodyOf(o); owner != "" {
		if c.inPayment(sc.fn) || c.paymentSteps(o.Steps) {
			return add("dump", naming.None, "the raw body of the "+owner)
		}
		return false
	}
	if c.inPayment(sc.fn) {
		for i, s := range o.Steps {
			if carrier(s) && (o.Kind == ssaflow.Param || o.Kind == ssaflow.Call) {
				if !c.toError(o.Steps, sc) {
					res.hits = append(res.hits, hit{category: "dump", what: "the whole payload " + c.stepText(o, i), steps: o.Steps[:i+1], at: o.At})
				}
				return true
			}
		}
	}
	if o.Kind != ssaflow.Call {
		return false
	}
	ref := o.Callee
	first := strings.TrimPrefix(string(o.Path), "#0") == "" || o.Path == ""
	switch {
	case ref.Pkg == "net/http/httputil" && strings.HasPrefix(ref.Name, "Dump") && first:
		if slices.ContainsFunc(o.Steps, func(s *ssaflow.Step) bool { return s.Kind == ssaflow.PieceStep && s.Elem == 0 }) {
			return false // the first line
		}
		return add("dump", naming.None, "the result of httputil."+ref.Name)
	case ref.Is("os", "Environ"):
		if onePart(o.Steps) {
			return false
		}
		return add("dump", naming.None, "the whole environment")
	case ref.Is("net/http", "Request.BasicAuth") && o.Path == "#1":
		return add("value", naming.Secret, "from basic auth")
	case ref.Name == "Cookie" && len(o.ConstArgs) > 0 && sessionCookie(o.ConstArgs[0]) && (strings.HasSuffix(string(o.Path), ".Value") || first && ref.Pkg != "net/http"):
		return add("value", naming.Secret, "session cookie "+quote(o.ConstArgs[0]))
	case rawBodies[ref.Pkg+"."+ref.Name] && first:
		if c.inPayment(sc.fn) || c.paymentSteps(o.Steps) {
			return add("dump", naming.None, "the raw body from "+ref.Name)
		}
		return false
	case wholeHeaders[ref.Name] && symbols.HasRef(ref, symbols.InputSource):
		return add("dump", naming.None, "all request headers")
	}
	if o.Site != nil && (first || o.Path == "#0[]") {
		if m, _ := c.getterCall(o.Site, ref); m.Class != naming.None {
			return add("value", m.Class, callText(o.Site, ref))
		}
	}
	if o.Path == "#1" && o.Site != nil {
		if h := c.urlError(o); h != nil {
			return add("value", h.class, "in the URL of the failed request")
		}
	}
	return false
}

// onePart reports whether a value is looked up in the whole by a constant key, or
// cut out of a line of it.
func onePart(steps []*ssaflow.Step) bool {
	for _, s := range steps {
		if s.Kind == ssaflow.KeyStep || s.Kind == ssaflow.CallStep && s.Callee.Pkg == "strings" && (strings.HasPrefix(s.Callee.Name, "Split") || s.Callee.Name == "Cut") {
			return true
		}
	}
	return false
}

// rawBodies are functions that return a request's body.
var rawBodies = map[string]bool{
	"github.com/gin-gonic/gin.GetRawData":           true,
	"github.com/gofiber/fiber.Body":                 true,
	"github.com/gofiber/fiber.BodyRaw":              true,
	"github.com/valyala/fasthttp.PostBody":          true,
	"github.com/valyala/fasthttp.Body":              true,
	"github.com/cloudwego/hertz/pkg/app.GetRawData": true,
	"github.com/cloudwego/hertz/pkg/app.Body":       true,
	"github.com/kataras/iris/context.GetBody":       true,
	"github.com/go-resty/resty.Body":                true,
	"github.com/go-resty/resty.String":              true,
	"resty.dev.String":                              true,
}

// wholeHeaders are methods that return all headers of a request.
var wholeHeaders = map[string]bool{"GetReqHeaders": true, "GetHeaders": true}

// carriers are names of whole payloads, in joined form.
var carriers = wordSet(`body payload rawbody rawpayload requestbody reqbody responsebody respbody requestpayload responsepayload
	rawrequest rawresponse requestdata responsedata webhookbody webhookpayload webhookdata rawwebhook rawwebhookdata callbackbody
	callbackpayload callbackdata callbackparams notifydata notifyparams notificationbody notificationdata notificationpayload
	bodybytes bodystr bodystring jsonbody reqbodybytes respbytes cardpayload decryptedpayload formdata postdata receivedparams`)

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// carrier reports whether a step says by name and type that the value is a whole
// payload: webhookData, req.Body.
func carrier(s *ssaflow.Step) bool {
	if s.Kind != ssaflow.NameStep && s.Kind != ssaflow.FieldStep {
		return false
	}
	name := strings.ToLower(strings.ReplaceAll(s.Name, "_", ""))
	switch {
	case name == "body" || name == "payload":
		// Too common alone: only as a field of a request, response or webhook.
		if s.Kind != ssaflow.FieldStep || !messageType(s.Owner.Name) {
			return false
		}
	case name == "params":
		// All parameters of a notification.
		if s.Type == nil || s.Kind != ssaflow.FieldStep || !messageType(s.Owner.Name) {
			return false
		}
		_, isMap := s.Type.Underlying().(*types.Map)
		return isMap
	case !carriers[name]:
		return false
	}
	if s.Type == nil {
		return s.TypeName == "[]byte" || s.TypeName == "any" || s.TypeName == "interface{}" || s.TypeName == "string" || strings.HasPrefix(s.TypeName, "map[string]")
	}
	switch u := s.Type.Underlying().(type) {
	case *types.Interface:
		return u.NumMethods() == 0
	case *types.Map:
		return true
	case *types.Basic:
		return u.Info()&types.IsString != 0
	}
	return isBytes(s.Type)
}

// messageType reports whether a type is named for a message that is received or
// sent.
func messageType(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "request", "req", "response", "resp", "webhook", "callback", "notify", "notification", "ipn", "hook":
			return true
		}
	}
	return false
}

// bodyOf tells whether an origin is the raw body of a request or response.
func bodyOf(o *ssaflow.Origin) string {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.FieldStep && s.Name == "Body" && s.Owner.Pkg == "net/http" {
			return strings.ToLower(s.Owner.Name)
		}
	}
	if o.Path == ".Body" || strings.HasSuffix(string(o.Path), ".Body") {
		if o.Value != nil {
			if ref := symbols.TypeRef(o.Value.Type()); ref.Pkg == "net/http" {
				return strings.ToLower(ref.Name)
			}
		}
	}
	// The bodies that echo's BodyDump hands to its callback.
	if o.Kind == ssaflow.Param && o.Fn != nil && o.Fn.Parent() != nil && o.Path == "" && bodyDumpCallback(o.Fn) && o.Index > 0 {
		return "request"
	}
	return ""
}

func bodyDumpCallback(fn *ssa.Function) bool {
	refs := fn.Referrers()
	if refs == nil {
		return len(fn.Params) == 3 && symbols.TypeRef(fn.Params[0].Type()).Pkg == "github.com/labstack/echo" && isBytes(fn.Params[1].Type()) && isBytes(fn.Params[2].Type())
	}
	return len(fn.Params) == 3 && symbols.TypeRef(fn.Params[0].Type()).Pkg == "github.com/labstack/echo" && isBytes(fn.Params[1].Type())
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// urlError finds a secret in the URL of a request whose error is logged: the
// text of a *url.Error contains the URL.
func (c *checker) urlError(o *ssaflow.Origin) *hit {
	args := ssaflow.Args(o.Site)
	ref := o.Callee
	if ref.Pkg != "net/http" || len(args) == 0 {
		return nil
	}
	var url ssa.Value
	var at ssa.Instruction = o.Site
	switch ref.Symbol() {
	case "Get", "Head", "Post", "PostForm", "Client.Get", "Client.Head", "Client.Post", "Client.PostForm":
		url = args[0]
	case "Client.Do":
		for _, ro := range c.fl.Origins(args[0], ssaflow.Query{At: o.Site}) {
			if ro.Kind == ssaflow.Call && ro.Site != nil && ro.Callee.Pkg == "net/http" && strings.HasPrefix(ro.Callee.Name, "NewRequest") {
				ra := ssaflow.Args(ro.Site)
				url, at = ra[len(ra)-2], ro.Site
			}
		}
	}
	if url == nil {
		return nil
	}
	found := c.scan(url, "", at, sinkContext{render: render{kind: renderFmt}, fn: at.Parent()})
	if h := found.best(); h != nil && h.category == "value" {
		return h
	}
	return nil
}

// inPayment reports whether a function is in payment context (SPEC 3.1).
func (c *checker) inPayment(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	if v, ok := c.payment[fn]; ok {
		return v
	}
	v := c.paymentName(c.pass.Pkg.Name()) || c.importsProvider()
	for f := fn; f != nil && !v; f = f.Parent() {
		v = c.paymentName(f.Name())
		if recv := f.Signature.Recv(); recv != nil {
			v = v || c.paymentName(symbols.TypeName(recv.Type()))
		}
	}
	c.payment[fn] = v
	return v
}

// paymentName reports whether a function, type or package is named for payments
// or for a provider of them.
func (c *checker) paymentName(name string) bool {
	return c.names.PaymentWord(name) || hasWordOf(name, providerWords)
}

// providerWords are names of payment providers that mean nothing else.
var providerWords = wordSet(`stripe paypal adyen braintree mpesa midtrans razorpay paystack flutterwave xendit mollie
	iyzico payu wepay alipay wechatpay paytm paddle recurly chargebee klarna gocardless worldpay cybersource bluesnap
	pix boleto sepa upi mercadopago pagseguro momo vnpay zalopay nowpayments coinpayments yookassa yoomoney paytr epay daraja payoneer`)

// importsProvider reports whether the package uses a payment SDK.
func (c *checker) importsProvider() bool {
	if c.provider == nil {
		v := false
		for _, imp := range c.pass.Pkg.Imports() {
			if symbols.PackageHas(imp.Path(), symbols.ProviderWrite) || symbols.PackageHas(imp.Path(), symbols.WebhookVerify) && !strings.HasPrefix(imp.Path(), "github.com/google/go-github") {
				v = true
			}
		}
		c.provider = &v
	}
	return *c.provider
}

// paymentSteps reports whether a name on the way is a payment word.
func (c *checker) paymentSteps(steps []*ssaflow.Step) bool {
	for _, s := range steps {
		if s.Kind == ssaflow.NameStep && c.names.PaymentWord(s.Name) {
			return true
		}
	}
	return false
}
