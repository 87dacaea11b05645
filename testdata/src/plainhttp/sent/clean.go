package sent

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

func secure() (*http.Response, error) { return http.Get("https://gateway.acquirer.io/charges") }

func nearby() []string {
	var out []string
	for _, u := range []string{
		"http://localhost:8080/health",
		"http://127.0.0.1:9000",
		"http://[::1]:9000/",
		"http://orders/internal", // a single label
		"http://ledger.payments.svc:8080",
		"http://ledger.payments.svc.cluster.local",
		"http://vault.internal/v1",
		"http://printer.local",
		"http://shop.test",
		"http://example.com/callback",
		"http://api.example.org",
		"http://169.254.169.254/latest/meta-data/", // a cloud's metadata has no TLS
	} {
		if resp, err := http.Get(u); err == nil {
			out = append(out, resp.Status)
		}
	}
	return out
}

type envelope struct {
	XMLName xml.Name `xml:"http://schemas.xmlsoap.org/soap/envelope/ Envelope"`
	NS      string   `xml:"xmlns,attr"`
}

const soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"

// soap sends namespaces in the body and as SOAPAction, over TLS.
func soap() (*http.Response, error) {
	body, err := xml.Marshal(envelope{NS: soapNamespace})
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, "https://soap.acquirer.io/pay", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("SOAPAction", "http://acquirer.io/services/Pay")
	return http.DefaultClient.Do(r)
}

var raw = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">`

func rawBody() (*http.Response, error) {
	return http.Post("https://soap.acquirer.io/pay", "text/xml", strings.NewReader(raw))
}

type problem struct {
	Type  string `json:"type"`
	Title string `json:"title"`
}

func notFound() problem {
	return problem{Type: "http://problems.acquirer.io/not-found", Title: "not found"}
}

type claims map[string]any

const roleClaim = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"

func role(c claims) any { return c[roleClaim] }

var jsonLD = map[string]any{"@context": "http://www.w3.org/ns/activitystreams", "schema": "http://json-schema.org/draft-07/schema#"}

func ocsp(der []byte) (*http.Response, error) {
	return http.Post("http://ocsp.digicert.com", "application/ocsp-request", bytes.NewReader(der))
}

func crl() (*http.Response, error) { return http.Get("http://crl3.digicert.com/ca.crl") }

func toHTTPS(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
}

func refuses(u string) error {
	if strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "http://gateway.acquirer.io") {
		return errors.New("use https://")
	}
	return nil
}

func upgrade(u string) (*http.Response, error) {
	return http.Get(strings.Replace(u, "http://", "https://", 1))
}

func upgradePrefix(u string) (*http.Response, error) {
	if rest, ok := strings.CutPrefix(u, "http://"); ok {
		u = "https://" + rest
	}
	return http.Get(u)
}

func testServer(h http.Handler) (*http.Response, error) {
	srv := httptest.NewServer(h)
	defer srv.Close()
	return http.Get(srv.URL + "/charges")
}

func proxied() *http.Transport {
	proxy, err := url.Parse("http://proxy.acquirer.io:3128")
	if err != nil {
		return nil
	}
	return &http.Transport{Proxy: http.ProxyURL(proxy)}
}

func printed() { fmt.Println("see http://docs.acquirer.io/errors for all codes") }

func homepage() map[string]string {
	return map[string]string{"homepage": "http://www.acquirer.io", "license": "http://www.apache.org/licenses/LICENSE-2.0"}
}

func listens() error { return http.ListenAndServe(":8080", nil) }

func eitherScheme(h string, secure bool) (*http.Response, error) {
	u := url.URL{Scheme: "http", Host: h}
	if secure {
		u.Scheme = "https"
	}
	return http.Get(u.String())
}

func eitherPrefix(h string, secure bool) (*http.Response, error) {
	prefix := "http://"
	if secure {
		prefix = "https://"
	}
	return http.Get(prefix + h)
}

// encoded sends a URL as part of another one.
func encoded(site string) (*http.Response, error) {
	segments := []string{"image", "from", base64.URLEncoding.EncodeToString([]byte(site))}
	return http.Get(strings.Join(append([]string{"https://api.acquirer.io"}, segments...), "/"))
}

func encodes() (*http.Response, error) { return encoded("http://www.merchant.io") }

func returnURL(ret string) (*http.Response, error) {
	return http.Get("https://gateway.acquirer.io/pay?return=" + ret)
}

func returns() (*http.Response, error) { return returnURL("http://www.merchant.io/thanks") }

func secureFormatted() (*http.Response, error) {
	return http.Get(fmt.Sprintf("%s://%s:%d/batch", secureScheme, gatewayHost, 8443))
}

func localFormatted(port int) (*http.Response, error) {
	return http.Get(fmt.Sprintf("%s://%s:%d/batch", plainScheme, "localhost", port))
}

func eitherConstant(tls bool) (*http.Response, error) {
	scheme := plainScheme
	if tls {
		scheme = secureScheme
	}
	return http.Get(scheme + "://" + gatewayHost + "/batch")
}

func schemeOfCaller(scheme string) (*http.Response, error) {
	return http.Get(scheme + "://" + gatewayHost + "/?from=" + plainScheme)
}

func writtenLocal(path string) (*http.Response, error) {
	var b, other strings.Builder
	b.WriteString("http://")
	other.WriteString(gatewayHost)
	b.WriteString("localhost:8080")
	b.WriteString(path)
	return http.Get(b.String())
}

func inCluster(shop string) (*http.Response, error) {
	return http.Get("http://" + shop + ".shops.svc.cluster.local/callback")
}

func joinedLocal() (*http.Response, error) {
	u := &url.URL{Scheme: "http", Host: net.JoinHostPort("localhost", "9000"), Path: "/notify"}
	return http.Get(u.String())
}
