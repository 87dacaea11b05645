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

func option() *tls.Config {
	return tlsutil.New(
		tlsutil.WithoutVerification(), // want `certificate validation is switched off by tlsutil.WithoutVerification`
	)
}

func chosen(insecure string) *tls.Config {
	var opts []tlsutil.Option
	if insecure == "yes" {
		opts = append(opts, tlsutil.WithoutVerification()) // want `certificate validation can be switched off by a branch on insecure`
	}
	return tlsutil.New(opts...)
}

func passedOn(insecure bool) *tls.Config {
	var opts []tlsutil.Option
	if insecure {
		opts = append(opts, tlsutil.WithoutVerification())
	}
	return tlsutil.New(opts...)
}

func caller() []*tls.Config {
	return []*tls.Config{
		passedOn(true), // want `certificate validation is switched off by the argument of app.passedOn`
		passedOn(false),
	}
}

func method(l *tlsutil.Legacy) {
	l.DisableVerification() // want `certificate validation is switched off by \(\*?tlsutil.Legacy\).DisableVerification`
}

func unchecked() []*tls.Config {
	return []*tls.Config{
		tlsutil.Checked(false), // want `certificate validation is switched off by the argument of tlsutil.Checked`
		tlsutil.Checked(true),
		tlsutil.Verify{
			SSL: false, // want `certificate validation is switched off by Verify.SSL`
		}.Config(),
		tlsutil.Verify{SSL: true}.Config(),
	}
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
