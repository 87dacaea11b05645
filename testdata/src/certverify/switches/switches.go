// Package switches uses libraries with switches of their own.
package switches

import (
	"crypto/tls"

	"example.org/fetch"
	"github.com/go-resty/resty/v2"
	"github.com/gorilla/websocket"
	"github.com/imroc/req/v3"
	"github.com/levigross/grequests"
	"k8s.io/client-go/rest"
)

func imroc() *req.Client {
	return req.C().EnableInsecureSkipVerify() // want `certificate validation is switched off by EnableInsecureSkipVerify`
}

func imrocDefault() {
	req.EnableInsecureSkipVerify() // want `certificate validation is switched off by EnableInsecureSkipVerify`
}

func levigross() (*grequests.Response, error) {
	return grequests.Post("https://api.provider.test/pay", &grequests.RequestOptions{
		InsecureSkipVerify: true, // want `certificate validation is switched off by InsecureSkipVerify`
	})
}

func kubernetes() *rest.Config {
	return &rest.Config{
		Host:            "https://cluster.shop.io",
		TLSClientConfig: rest.TLSClientConfig{Insecure: true}, // want `certificate validation is switched off by Insecure`
	}
}

func promoted(c *rest.Config) {
	c.Insecure = true // want `certificate validation is switched off by Insecure`
}

func restyClient() *resty.Client {
	return resty.New().SetTLSClientConfig(&tls.Config{InsecureSkipVerify: true}) // want `certificate validation is switched off by InsecureSkipVerify`
}

func dialer() *websocket.Dialer {
	return &websocket.Dialer{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // want `certificate validation is switched off by InsecureSkipVerify`
}

func imrocStrict() *req.Client { return req.C().DisableInsecureSkipVerify() }

func kubernetesCA() *rest.Config {
	return &rest.Config{TLSClientConfig: rest.TLSClientConfig{Insecure: false, CAFile: "/etc/ca.pem"}}
}

func levigrossStrict() *grequests.RequestOptions { return &grequests.RequestOptions{} }

// Libraries that no table knows, by the names of their switches.
func unknown(insecure bool) []*fetch.Client {
	return []*fetch.Client{
		fetch.New(fetch.Options{TLSInsecureSkipVerify: true}),     // want `certificate validation is switched off by TLSInsecureSkipVerify`
		fetch.New(fetch.Options{}).WithInsecureSkipVerify(true),   // want `certificate validation is switched off by WithInsecureSkipVerify`
		fetch.New(fetch.Options{}).WithInsecureSkipVerify(false),  // on
		fetch.New(fetch.Options{TLSInsecureSkipVerify: insecure}), // the callers are judged
		fetch.New(fetch.Options{SkipVerify: true}),                // of what?
		fetch.New(fetch.Options{TLSInsecureSkipVerify: !(1 < 2)}), // constant
	}
}

func tells(c *fetch.Client) bool { return c.InsecureSkipVerify() }

func origins() fetch.AcceptOptions { return fetch.AcceptOptions{InsecureSkipVerify: true} }
