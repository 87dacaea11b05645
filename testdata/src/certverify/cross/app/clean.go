package app

import (
	"crypto/tls"
	"net/http"

	"certverify/cross/tlsutil"
)

func goodArgument() *tls.Config { return tlsutil.Config(false, "api.provider.test") }

func goodFar() *http.Client { return tlsutil.Client(false) }

func goodConstant() *http.Client { return tlsutil.Client(!tlsutil.Insecure) }

func goodOptions() *tls.Config {
	return tlsutil.FromOptions(tlsutil.Options{ServerName: "api.provider.test"})
}

func goodVariable() *tls.Config {
	o := tlsutil.Options{ServerName: "api.provider.test"}
	o.SkipVerify = false
	return tlsutil.FromOptions(o)
}

func goodFunctional() *tls.Config { return tlsutil.New(tlsutil.WithSkipVerify(false)) }
