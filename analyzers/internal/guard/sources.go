package guard

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// frameworks are the packages whose context gives access to the request.
var frameworks = map[string]bool{
	"net/http": true, "github.com/gin-gonic/gin": true, "github.com/labstack/echo": true,
	"github.com/gofiber/fiber": true, "github.com/valyala/fasthttp": true,
	"github.com/cloudwego/hertz/pkg/app": true, "github.com/cloudwego/hertz/pkg/protocol": true, "github.com/kataras/iris/context": true,
	"github.com/go-chi/chi": true, "github.com/go-chi/render": true, "github.com/gorilla/mux": true,
	"github.com/julienschmidt/httprouter": true, "github.com/go-kratos/kratos/transport/http": true,
	"github.com/beego/beego/server/web": true, "github.com/beego/beego/server/web/context": true,
	"github.com/zeromicro/go-zero/rest/httpx": true, "github.com/gin-gonic/gin/binding": true,
	"github.com/aws/aws-lambda-go/events": true,
}

// RequestType reports whether t is a framework's request or request context.
func RequestType(t types.Type) bool {
	ref := symbols.TypeRef(t)
	switch ref.Pkg {
	case "net/http":
		return ref.Name == "Request"
	case "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/kataras/iris/context",
		"github.com/kataras/iris", "github.com/go-kratos/kratos/transport/http", "github.com/beego/beego/server/web/context":
		return ref.Name == "Context"
	case "github.com/gofiber/fiber":
		return ref.Name == "Ctx"
	case "github.com/valyala/fasthttp":
		return ref.Name == "RequestCtx"
	case "github.com/cloudwego/hertz/pkg/app":
		return ref.Name == "RequestContext"
	case "github.com/aws/aws-lambda-go/events":
		return strings.HasSuffix(ref.Name, "Request")
	}
	return false
}

// inherent are the labels a value has by what it is.
func (f *Func) inherent(v ssa.Value) Labels {
	g, ok := v.(*ssa.Global)
	if !ok {
		return 0
	}
	return nameLabels(g.Name(), typeOf(g))
}

// typeOf is the type of a value, or of what a global holds.
func typeOf(v ssa.Value) types.Type {
	if p, ok := v.Type().Underlying().(*types.Pointer); ok {
		if _, isGlobal := v.(*ssa.Global); isGlobal {
			return p.Elem()
		}
		if _, isAddr := v.(*ssa.FieldAddr); isAddr {
			return p.Elem()
		}
	}
	return v.Type()
}

// nameLabels says whether a setting with that name is a secret.
func nameLabels(name string, t types.Type) Labels {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 && SecretWord(name) {
			return Secret
		}
		if u.Info()&(types.IsString|types.IsBoolean) != 0 && switchWord(name) {
			return Config
		}
	case *types.Slice, *types.Array:
		if SecretWord(name) {
			return Secret
		}
	case *types.Struct, *types.Pointer:
		return 0
	}
	return 0
}

var secretWords = wordSet(`secret secrets token key keys password passwd pwd hash hmac credential credentials auth apikey
	passphrase salt serverkey secretkey webhooksecret signingkey signing pass`)

// SecretWord reports whether a setting of that name holds a shared secret.
func SecretWord(name string) bool {
	words := naming.Words(name)
	for i, w := range words {
		if secretWords[w] || strings.HasSuffix(w, "secret") || strings.HasSuffix(w, "token") || strings.HasSuffix(w, "apikey") {
			last := words[len(words)-1]
			if i < len(words)-1 && (last == "id" || last == "name" || last == "header" || last == "url" || last == "type" || last == "path" || last == "prefix") {
				return false
			}
			return true
		}
	}
	return false
}

var switchWords = wordSet(`debug env environment mode sandbox test testing dev development prod production enabled enable
	disable disabled skip verify verification strict insecure bypass check local staging mock appenv goenv stage ignore require required`)

// switchWord reports whether a setting of that name switches something.
func switchWord(name string) bool {
	for _, w := range naming.Words(name) {
		if switchWords[w] {
			return true
		}
	}
	return false
}

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// fieldOf returns owner type and field of a field access.
func fieldOf(v ssa.Value) (owner types.Type, field *types.Var) {
	var x ssa.Value
	var i int
	switch v := v.(type) {
	case *ssa.FieldAddr:
		x, i = v.X, v.Field
	case *ssa.Field:
		x, i = v.X, v.Field
	default:
		return nil, nil
	}
	owner = x.Type()
	t := owner.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	s, ok := t.(*types.Struct)
	if !ok || i >= s.NumFields() {
		return nil, nil
	}
	return owner, s.Field(i)
}

// sourceField returns the labels of a request's field.
func (f *Func) sourceField(v ssa.Value) (Labels, bool) {
	owner, field := fieldOf(v)
	if field == nil {
		return 0, false
	}
	if !RequestType(owner) {
		if ref := symbols.TypeRef(owner); ref.Name == "BeegoInput" && field.Name() == "RequestBody" && frameworks[ref.Pkg] {
			return Body, true
		}
		return 0, false
	}
	switch field.Name() {
	case "Body", "PostForm", "MultipartForm":
		return Body, true
	case "Form":
		return Body | Query, true
	case "URL", "RequestURI":
		return Query | PathVar, true
	case "Header", "Trailer", "Headers", "MultiValueHeaders", "Host", "RemoteAddr":
		return Header, true
	case "Params", "PathParameters":
		return PathVar, true
	case "QueryStringParameters":
		return Query, true
	}
	return 0, true // gin.Context.Request, Writer, …: not input by themselves
}

// configField labels a setting read from a structure that is not the request.
func (f *Func) configField(v ssa.Value, base Labels) Labels {
	_, field := fieldOf(v)
	if field == nil || base.Has(Request) {
		return 0
	}
	if i := f.paramIndex(f.root(v).root); i >= 0 && i < len(f.Fn.Params) && !(i == 0 && f.Fn.Signature.Recv() != nil) {
		// A parameter is a message or a configuration; its type tells.
		if !configType(f.params[i].Type()) {
			return 0
		}
	}
	return nameLabels(field.Name(), field.Type())
}

// configType reports whether a type holds settings.
func configType(t types.Type) bool {
	name := symbols.TypeRef(t).Name
	for _, w := range naming.Words(name) {
		switch w {
		case "config", "cfg", "configuration", "settings", "setting", "options", "opts", "credentials", "conf", "env", "service", "handler",
			"server", "app", "application", "container", "deps", "dependencies", "state", "svc", "client", "provider", "gateway", "merchant":
			return true
		}
	}
	return false
}

// sourceCall returns what a framework's getter returns.
func sourceCall(ref symbols.Ref) (Labels, bool) {
	if !frameworks[ref.Pkg] || !symbols.HasRef(ref, symbols.InputSource) {
		return 0, false
	}
	return getterLabels(ref), true
}

func getterLabels(ref symbols.Ref) Labels {
	n := ref.Name
	switch {
	case strings.Contains(n, "Cookie"), ref.Recv == "Cookie":
		return Cookie
	case ref.Recv == "Header":
		return Header
	case strings.Contains(n, "Header"), strings.Contains(n, "IP"), n == "UserAgent", n == "Referer", n == "Host",
		n == "Hostname", n == "RemoteAddr", n == "BasicAuth":
		return Header
	case ref.Pkg == "github.com/gofiber/fiber" && n == "Get":
		return Header
	case strings.Contains(n, "Form"), strings.Contains(n, "Post"), n == "MultipartReader":
		if n == "FormValue" || n == "FormParams" {
			return Body | Query
		}
		return Body
	case strings.Contains(n, "Body"), n == "GetRawData", n == "RequestBody":
		return Body
	case ref.Pkg == "github.com/kataras/iris/context" && strings.HasPrefix(n, "URLParam"):
		return Query
	case strings.Contains(n, "Query"), n == "QueryArgs":
		return Query
	case strings.Contains(n, "Param"), strings.Contains(n, "PathValue"), n == "Vars", n == "UserValue", n == "Path", n == "ByName":
		return PathVar
	case n == "URI", n == "RequestURI", n == "OriginalURL", n == "BaseURL":
		return Query | PathVar
	}
	return Body | Query
}

// binderCall returns what a framework's binder fills its argument with.
func binderCall(ref symbols.Ref) (Labels, bool) {
	if !frameworks[ref.Pkg] || !symbols.HasRef(ref, symbols.InputBinder) {
		return 0, false
	}
	n := ref.Name
	switch {
	case strings.Contains(n, "Query"):
		return Query, true
	case strings.Contains(n, "Header"):
		return Header, true
	case strings.Contains(n, "Cookie"):
		return Cookie, true
	case strings.Contains(n, "Uri"), strings.Contains(n, "URI"), strings.Contains(n, "Path"), strings.Contains(n, "Params"):
		return PathVar, true
	case n == "Bind", n == "ShouldBind", n == "All", n == "ParseForm", n == "Parse":
		return Body | Query, true
	}
	return Body, true
}

// hashKind says what a call of the crypto packages returns.
func hashKind(ref symbols.Ref) Labels {
	switch ref.Pkg {
	case "crypto/hmac":
		if ref.Name == "New" {
			return MAC
		}
	case "crypto/sha1", "crypto/sha256", "crypto/sha512", "crypto/md5", "golang.org/x/crypto/sha3", "crypto/sha3":
		return Digest
	case "crypto/cipher":
		if ref.Name == "Open" {
			return Plain
		}
	}
	return 0
}

// sdkRoots are the first path elements of payment SDKs, from the table.
func isSDK(pkg string) bool {
	pkg = symbols.Normalize(pkg)
	if symbols.PackageHas(pkg, symbols.ProviderWrite) || symbols.PackageHas(pkg, symbols.WebhookVerify) {
		return true
	}
	for _, root := range sdkRoots {
		if rest, ok := strings.CutPrefix(pkg, root); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

var sdkRoots = []string{
	"github.com/stripe/stripe-go", "github.com/adyen/adyen-go-api-library", "github.com/plutov/paypal",
	"github.com/midtrans/midtrans-go", "github.com/veritrans/go-midtrans", "github.com/razorpay/razorpay-go",
	"github.com/braintree-go/braintree-go", "github.com/xendit/xendit-go", "github.com/mercadopago/sdk-go",
	"github.com/VictorAvelar/mollie-api-go", "github.com/mollie/mollie-api-golang", "github.com/square/square-go-sdk",
	"github.com/checkout/checkout-sdk-go", "github.com/gocardless/gocardless-pro-go", "github.com/omise/omise-go",
	"github.com/smartwalle/alipay", "github.com/go-pay/gopay", "github.com/wechatpay-apiv3/wechatpay-go",
	"github.com/PaddleHQ/paddle-go-sdk", "github.com/huysamen/paystack-go", "github.com/recurly/recurly-client-go",
	"github.com/chargebee/chargebee-go", "github.com/iyzico/iyzipay-go",
}
