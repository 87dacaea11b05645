// Package app uses tlsutil.
package app

import (
	"crypto/tls"
	"net/http"

	"certverify/cross/tlsutil"
)

func argument() *tls.Config {
	return tlsutil.Config(true, "api.provider.test") // want `certificate validation is switched off.*tlsutil.Config`
}

func far() *http.Client {
	return tlsutil.Client(true) // want `certificate validation is switched off.*tlsutil.Client`
}

func constant() *http.Client {
	return tlsutil.Client(tlsutil.Insecure) // want `certificate validation is switched off`
}

func options() *tls.Config {
	return tlsutil.FromOptions(tlsutil.Options{
		SkipVerify: true, // want `certificate validation is switched off by Options.SkipVerify`
	})
}

func optionsVariable() *tls.Config {
	o := tlsutil.Options{ServerName: "api.provider.test"}
	o.SkipVerify = true // want `certificate validation is switched off by Options.SkipVerify`
	return tlsutil.FromOptions(o)
}

func functional() *tls.Config {
	return tlsutil.New(tlsutil.WithSkipVerify(true)) // want `certificate validation is switched off`
}

func result() *tls.Config {
	return &tls.Config{InsecureSkipVerify: tlsutil.Trusting()} // want `certificate validation is switched off`
}

func variable() *tls.Config {
	return &tls.Config{InsecureSkipVerify: tlsutil.AllowSelfSigned} // want `certificate validation is switched off`
}

func strict() []*tls.Config {
	return []*tls.Config{
		tlsutil.Config(false, "api.provider.test"),
		tlsutil.FromOptions(tlsutil.Options{ServerName: "api.provider.test"}),
		tlsutil.FromOptions(tlsutil.Options{SkipVerify: false}),
		tlsutil.New(tlsutil.WithSkipVerify(false)),
		tlsutil.New(),
	}
}
