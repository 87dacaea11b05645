// Package sent sends requests without TLS.
package sent

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-resty/resty/v2"
	"github.com/gorilla/websocket"
	"github.com/imroc/req/v3"
	"github.com/valyala/fasthttp"
)

func post() (*http.Response, error) {
	return http.Post("http://gateway.acquirer.io/v1/charges", "application/json", nil) // want `request to gateway.acquirer.io is sent without TLS; use https:// \[COM-1\]`
}

func get(c *http.Client) (*http.Response, error) {
	return c.Get("http://gateway.acquirer.io/v1/charges") // want `request to gateway.acquirer.io is sent without TLS`
}

func form(c *http.Client) (*http.Response, error) {
	return c.PostForm("http://gateway.acquirer.io:8080/pay", url.Values{}) // want `request to gateway.acquirer.io is sent without TLS`
}

func built(ctx context.Context, c *http.Client) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://gateway.acquirer.io/pay", nil) // want `request to gateway.acquirer.io is sent without TLS`
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

const base = "http://gateway.acquirer.io" // want `request to gateway.acquirer.io is sent without TLS`

func joined(id string) (*http.Response, error) {
	return http.Get(base + "/charges/" + url.PathEscape(id))
}

func again(id string) (*http.Response, error) {
	return http.Get(base + "/refunds/" + id)
}

var endpoint = "http://refunds.acquirer.io/v2" // want `request to refunds.acquirer.io is sent without TLS`

func fromVariable(body io.Reader) (*http.Response, error) {
	return http.Post(endpoint+"/refund", "application/json", body)
}

func formatted(id int) (*http.Response, error) {
	u := fmt.Sprintf("http://gateway.acquirer.io/charges/%d", id) // want `request to gateway.acquirer.io is sent without TLS`
	return http.Get(u)
}

func hostFormatted() (*http.Response, error) {
	const host = "gateway.acquirer.io"
	return http.Get(fmt.Sprintf("http://%s/status", host)) // want `request to gateway.acquirer.io is sent without TLS`
}

const host = "status.acquirer.io"

func concatenatedHost() (*http.Response, error) {
	return http.Get("http://" + host + "/status") // want `request to status.acquirer.io is sent without TLS`
}

func local() (*http.Response, error) {
	u := "http://gateway.acquirer.io/ping" // want `request to gateway.acquirer.io is sent without TLS`
	return http.Get(u)
}

func parsed() (*http.Response, error) {
	u, err := url.Parse("http://gateway.acquirer.io/search") // want `request to gateway.acquirer.io is sent without TLS`
	if err != nil {
		return nil, err
	}
	u.RawQuery = "q=1"
	return http.Get(u.String())
}

func structURL() (*http.Response, error) {
	u := url.URL{Scheme: "http", Host: "gateway.acquirer.io", Path: "/pay"} // want `request to gateway.acquirer.io is sent without TLS`
	return http.Get(u.String())
}

var byEnv = map[string]string{
	"live": "http://live.acquirer.io", // want `request to live.acquirer.io is sent without TLS`
	"test": "https://test.acquirer.io",
}

func table(env string) (*http.Response, error) { return http.Get(byEnv[env] + "/charges") }

func helper(u string) (*http.Response, error) { return http.Get(u) }

func throughHelper() (*http.Response, error) {
	return helper("http://gateway.acquirer.io/x") // want `request to gateway.acquirer.io is sent without TLS`
}

type client struct {
	base string
	http *http.Client
}

func newClient() *client {
	return &client{base: "http://orders.acquirer.io", http: http.DefaultClient} // want `request to orders.acquirer.io is sent without TLS`
}

func (c *client) pay() (*http.Response, error) { return c.http.Get(c.base + "/pay") }

func restyCall() (*resty.Response, error) {
	return resty.New().R().Post("http://gateway.acquirer.io/pay") // want `request to gateway.acquirer.io is sent without TLS`
}

func restyBase() *resty.Client {
	return resty.New().SetBaseURL("http://gateway.acquirer.io") // want `request to gateway.acquirer.io is sent without TLS`
}

func restyExecute() (*resty.Response, error) {
	return resty.New().R().Execute("POST", "http://gateway.acquirer.io/pay") // want `request to gateway.acquirer.io is sent without TLS`
}

func imroc() (*req.Response, error) {
	return req.C().R().Post("http://gateway.acquirer.io/pay") // want `request to gateway.acquirer.io is sent without TLS`
}

func fast() error {
	r := fasthttp.AcquireRequest()
	r.SetRequestURI("http://gateway.acquirer.io/pay") // want `request to gateway.acquirer.io is sent without TLS`
	return fasthttp.Do(r, nil)
}

func socket() error {
	_, _, err := websocket.DefaultDialer.Dial("ws://stream.acquirer.io/events", nil) // want `request to stream.acquirer.io is sent without TLS; use wss:// \[COM-1\]`
	return err
}

func chosen(live bool) (*http.Response, error) {
	u := "https://sandbox.acquirer.io"
	if live {
		u = "http://live.acquirer.io" // want `request to live.acquirer.io is sent without TLS`
	}
	return http.Get(u)
}

func private() (*http.Response, error) {
	return http.Get("http://10.20.0.5/charges") // want `request to 10.20.0.5 is sent without TLS`
}

func unknown(h string) (*http.Response, error) {
	return http.Get("http://" + h + "/charges") // want `request is sent without TLS to a host that is not known`
}

func unknownFormatted(h string, port int) (*http.Response, error) {
	return http.Get(fmt.Sprintf("http://%s:%d/charges", h, port)) // want `request is sent without TLS to a host that is not known`
}

func builder(id string) (*http.Response, error) {
	var b strings.Builder
	b.WriteString("http://gateway.acquirer.io/") // want `request to gateway.acquirer.io is sent without TLS`
	b.WriteString(id)
	return http.Get(b.String())
}

// The scheme is a constant of its own.
const (
	plainScheme  = "http"
	secureScheme = "https"
	gatewayHost  = "gw.acquirer.io"
)

func formattedScheme() (*http.Response, error) {
	return http.Get(fmt.Sprintf("%s://%s:%d/batch", plainScheme, gatewayHost, 8080)) // want `request to gw.acquirer.io is sent without TLS; use https://`
}

func joinedScheme() (*http.Response, error) {
	scheme := "http"
	return http.Get(scheme + "://" + gatewayHost + "/batch") // want `request to gw.acquirer.io is sent without TLS`
}

func schemeBeforeHost(path string) (*http.Response, error) {
	scheme := "http"
	return http.Get(scheme + "://gw.acquirer.io/" + path) // want `request to gw.acquirer.io is sent without TLS`
}

func schemeOfUnknownHost(host string) (*http.Response, error) {
	return http.Get(fmt.Sprintf("%s://%s/batch", plainScheme, host)) // want `request is sent without TLS to a host that is not known`
}

func written(path string) (*http.Response, error) {
	var b strings.Builder
	b.WriteString("http://") // want `request to gw.acquirer.io is sent without TLS`
	b.WriteString(gatewayHost)
	b.WriteString(path)
	return http.Get(b.String())
}

func subdomain(shop string) (*http.Response, error) {
	return http.Get("http://" + shop + ".shops.acquirer.io/callback") // want `request to x.shops.acquirer.io is sent without TLS`
}
