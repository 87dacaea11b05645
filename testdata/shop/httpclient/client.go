// Package httpclient builds the one HTTP client that talks to providers.
package httpclient

import (
	"net/http"
	"time"

	"example.com/shop/requestid"
)

// Timeout limits one call to a provider, from dialling to the last byte.
const Timeout = 20 * time.Second

// New returns a client with time limits, verified TLS and request ids.
// caFile may name a file with root certificates of its own.
func New(caFile string) (*http.Client, error) {
	tlsConfig, err := TLS(caFile)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		TLSClientConfig:       tlsConfig,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   10,
		IdleConnTimeout:       90 * time.Second,
		ResponseHeaderTimeout: 15 * time.Second,
	}
	return &http.Client{
		Transport: requestid.Transport{Next: transport},
		Timeout:   Timeout,
		// A provider does not redirect API calls; whoever does is not it.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, nil
}
