package requests

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// client says how a function of an HTTP client sends a request. Arguments are
// counted without the receiver; -1 means that there is none.
type client struct {
	// method is fixed, or "" when it is an argument or part of the request.
	method string
	// builder says that the receiver is the request, built up call by call.
	builder              bool
	methodArg, url, body int
	request, headers     int
}

func fixed(method string, url, body, headers int) client {
	return client{method: method, methodArg: -1, url: url, body: body, request: -1, headers: headers}
}

func sends(request int) client {
	return client{methodArg: -1, url: -1, body: -1, request: request, headers: -1}
}

func builds(method string, methodArg, url int) client {
	return client{method: method, builder: true, methodArg: methodArg, url: url, body: -1, request: -1, headers: -1}
}

// clients is the table of functions that send a request.
var clients = func() map[string]client {
	m := map[string]client{
		"net/http.Client.Do":                        sends(0),
		"net/http.Client.Post":                      fixed("POST", 0, 2, -1),
		"net/http.Client.PostForm":                  fixed("POST", 0, 1, -1),
		"net/http.Client.Get":                       fixed("GET", 0, -1, -1),
		"net/http.Client.Head":                      fixed("HEAD", 0, -1, -1),
		"net/http.Post":                             fixed("POST", 0, 2, -1),
		"net/http.PostForm":                         fixed("POST", 0, 1, -1),
		"net/http.Get":                              fixed("GET", 0, -1, -1),
		"net/http.Head":                             fixed("HEAD", 0, -1, -1),
		"net/http.RoundTripper.RoundTrip":           sends(0),
		"net/http.Transport.RoundTrip":              sends(0),
		"golang.org/x/net/context/ctxhttp.Do":       sends(2),
		"golang.org/x/net/context/ctxhttp.Post":     fixed("POST", 2, 4, -1),
		"golang.org/x/net/context/ctxhttp.PostForm": fixed("POST", 2, 3, -1),
		"golang.org/x/net/context/ctxhttp.Get":      fixed("GET", 2, -1, -1),

		"github.com/hashicorp/go-retryablehttp.Client.Do":              sends(0),
		"github.com/hashicorp/go-retryablehttp.Client.Post":            fixed("POST", 0, 2, -1),
		"github.com/hashicorp/go-retryablehttp.Client.PostForm":        fixed("POST", 0, 1, -1),
		"github.com/hashicorp/go-retryablehttp.Client.Get":             fixed("GET", 0, -1, -1),
		"github.com/hashicorp/go-retryablehttp.Post":                   fixed("POST", 0, 2, -1),
		"github.com/hashicorp/go-retryablehttp.PostForm":               fixed("POST", 0, 1, -1),
		"github.com/hashicorp/go-retryablehttp.Get":                    fixed("GET", 0, -1, -1),
		"github.com/hashicorp/go-retryablehttp.RoundTripper.RoundTrip": sends(0),
		"github.com/PuerkitoBio/rehttp.Transport.RoundTrip":            sends(0),
		"github.com/failsafe-go/failsafe-go/failsafehttp.Request.Do":   builds("", -1, -1),

		"github.com/dghubble/sling.Sling.Receive":        builds("", -1, -1),
		"github.com/dghubble/sling.Sling.ReceiveSuccess": builds("", -1, -1),
		"github.com/dghubble/sling.Sling.Do":             sends(0),

		"github.com/parnurzeal/gorequest.SuperAgent.End":       builds("", -1, -1),
		"github.com/parnurzeal/gorequest.SuperAgent.EndBytes":  builds("", -1, -1),
		"github.com/parnurzeal/gorequest.SuperAgent.EndStruct": builds("", -1, -1),

		"github.com/carlmjohnson/requests.Builder.Fetch": builds("", -1, -1),
		"github.com/carlmjohnson/requests.Builder.Do":    builds("", -1, -1),

		"gopkg.in/h2non/gentleman.Request.Send": builds("", -1, -1),
		"gopkg.in/h2non/gentleman.Request.Do":   builds("", -1, -1),

		"github.com/gofiber/fiber.Agent.Bytes":  builds("", -1, -1),
		"github.com/gofiber/fiber.Agent.String": builds("", -1, -1),
		"github.com/gofiber/fiber.Agent.Struct": builds("", -1, -1),

		"github.com/valyala/fasthttp.Post": fixed("POST", 1, 2, -1),
		"github.com/valyala/fasthttp.Get":  fixed("GET", 1, -1, -1),
	}
	for _, recv := range []string{"", "Client.", "HostClient.", "PipelineClient."} {
		for _, name := range []string{"Do", "DoTimeout", "DoDeadline", "DoRedirects"} {
			m["github.com/valyala/fasthttp."+recv+name] = sends(0)
		}
	}
	m["github.com/valyala/fasthttp.Client.Post"] = fixed("POST", 1, 2, -1)
	m["github.com/valyala/fasthttp.Client.Get"] = fixed("GET", 1, -1, -1)
	for _, method := range []string{"Get", "Head", "Options", "Post", "Put", "Patch", "Delete"} {
		upper := strings.ToUpper(method)
		body, headers := 1, 2
		switch method {
		case "Get", "Head", "Options", "Delete":
			body, headers = -1, 1
		}
		for _, pkg := range []string{"github.com/go-resty/resty", "resty.dev", "github.com/imroc/req"} {
			m[pkg+".Request."+method] = builds(upper, -1, 0)
			m[pkg+".Request.Must"+method] = builds(upper, -1, 0)
		}
		// In imroc/req's older versions the package functions send at once,
		// with headers, parameters and body in any order.
		m["github.com/imroc/req."+method] = fixed(upper, 0, 1, 1)
		m["github.com/gojek/heimdall/httpclient.Client."+method] = fixed(upper, 0, body, headers)
		m["github.com/gojek/heimdall/hystrix.Client."+method] = fixed(upper, 0, body, headers)
		m["github.com/gojek/heimdall.Client."+method] = fixed(upper, 0, body, headers)
		// Version 2 takes (ctx, url, ...RequestOption), version 1 (url, *RequestOptions).
		m["github.com/levigross/grequests."+method] = fixed(upper, 0, 1, 1)
		m["github.com/levigross/grequests.Session."+method] = fixed(upper, 0, 1, 1)
	}
	for _, pkg := range []string{"github.com/go-resty/resty", "resty.dev"} {
		m[pkg+".Request.Execute"] = builds("", 0, 1)
		m[pkg+".Request.Send"] = builds("", -1, -1)
	}
	m["github.com/imroc/req.Request.Send"] = builds("", 0, 1)
	m["github.com/imroc/req.Request.Do"] = builds("", -1, -1)
	m["github.com/gojek/heimdall/httpclient.Client.Do"] = sends(0)
	m["github.com/gojek/heimdall/hystrix.Client.Do"] = sends(0)
	m["github.com/gojek/heimdall.Client.Do"] = sends(0)
	m["github.com/levigross/grequests.DoRegularRequest"] = client{methodArg: 0, url: 1, body: 2, request: -1, headers: 2}
	m["github.com/levigross/grequests.Req"] = client{methodArg: 0, url: 1, body: 2, request: -1, headers: 2}
	return m
}()

// clientOf returns how a call sends a request. A method that takes a
// *http.Request and returns a *http.Response is one of an HTTP client,
// whoever declares it.
func clientOf(fn *types.Func) (client, bool) {
	if fn == nil {
		return client{}, false
	}
	ref := symbols.Of(fn)
	if c, ok := clients[ref.Pkg+"."+ref.Symbol()]; ok {
		return c, true
	}
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Results().Len() != 2 || !isHTTP(sig.Results().At(0).Type(), "Response") {
		return client{}, false
	}
	for i := range sig.Params().Len() {
		if isHTTP(sig.Params().At(i).Type(), "Request") {
			return sends(i), true
		}
	}
	return client{}, false
}

// isHTTP reports whether t is *http.<name>.
func isHTTP(t types.Type, name string) bool {
	_, ptr := types.Unalias(t).(*types.Pointer)
	ref := symbols.TypeRef(t)
	return ptr && ref.Pkg == "net/http" && ref.Name == name
}

// newRequest says how a function makes a request object.
type newRequest struct {
	method, url, body int
	// from is the argument that is a request already.
	from int
}

var newRequests = map[string]newRequest{
	"net/http.NewRequest":                                                    {0, 1, 2, -1},
	"net/http.NewRequestWithContext":                                         {1, 2, 3, -1},
	"github.com/hashicorp/go-retryablehttp.NewRequest":                       {0, 1, 2, -1},
	"github.com/hashicorp/go-retryablehttp.NewRequestWithContext":            {1, 2, 3, -1},
	"github.com/hashicorp/go-retryablehttp.FromRequest":                      {-1, -1, -1, 0},
	"github.com/failsafe-go/failsafe-go/failsafehttp.NewRequest":             {-1, -1, -1, 0},
	"github.com/failsafe-go/failsafe-go/failsafehttp.NewRequestWithExecutor": {-1, -1, -1, 0},
}

// builderCalls are the methods of request builders that say what is sent.
var (
	methodCalls = map[string]string{"Get": "GET", "Head": "HEAD", "Options": "OPTIONS", "Post": "POST", "Put": "PUT", "Patch": "PATCH", "Delete": "DELETE"}
	urlCalls    = map[string]bool{"URL": true, "Base": true, "Path": true, "Pathf": true, "BaseURL": true, "SetBaseURL": true, "SetURL": true, "AddPath": true, "SetRequestURI": true, "SetHost": true, "Hostf": true, "Host": true, "SetPath": true, "URI": true}
	bodyCalls   = map[string]bool{"SetBody": true, "Body": true, "BodyJSON": true, "BodyForm": true, "BodyBytes": true, "BodyProvider": true, "JSON": true, "XML": true, "BodyString": true,
		"SetFormData": true, "SetFormDataFromValues": true, "SetMultipartFormData": true, "SetBodyJsonMarshal": true, "SetBodyJsonString": true, "SetBodyBytes": true, "SetBodyString": true,
		"Send": true, "SendStruct": true, "SendMap": true, "SendString": true, "SetBodyRaw": true, "AppendBody": true, "SetBodyStream": true}
	headerCalls = map[string]bool{"Set": true, "Add": true, "SetHeader": true, "AddHeader": true, "Header": true, "SetHeaderVerbatim": true, "SetCommonHeader": true,
		"SetBytesK": true, "SetBytesV": true, "SetBytesKV": true, "SetCanonical": true, "AddBytesKV": true, "SetHeaderNonCanonical": true}
	headerMapCalls = map[string]bool{"SetHeaders": true, "Headers": true, "SetHeaderMultiValues": true, "SetCommonHeaders": true, "SetQueryHeaders": true}
)
