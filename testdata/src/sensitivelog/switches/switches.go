// Package switches turns on what logs whole messages.
package switches

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/getsentry/sentry-go"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/logging"
	otlog "github.com/opentracing/opentracing-go/log"
	"gopkg.in/natefinch/lumberjack.v2"
)

func events(all bool) {
	logging.WithLogOnEvents(logging.StartCall, logging.FinishCall)
	logging.WithLogOnEvents(logging.StartCall, logging.PayloadReceived) // want `logging.PayloadReceived makes the interceptor log whole messages`
	logging.WithLogOnEvents(logging.PayloadSent)                        // want `logging.PayloadSent makes the interceptor log whole messages`
	if all {
		logging.WithLogOnEvents()
	}
}

func reporter(dsn string, personal bool) {
	sentry.Init(sentry.ClientOptions{Dsn: dsn})
	sentry.Init(sentry.ClientOptions{Dsn: dsn, SendDefaultPII: false})
	sentry.Init(sentry.ClientOptions{Dsn: dsn, SendDefaultPII: true})     // want `ClientOptions.SendDefaultPII makes sentry send headers`
	sentry.Init(sentry.ClientOptions{Dsn: dsn, SendDefaultPII: personal}) // want `whether sentry sends headers, cookies and bodies of requests is configurable here`
	sentry.Init(sentry.ClientOptions{Dsn: dsn, SendDefaultPII: true, BeforeSend: func(e *sentry.Event) *sentry.Event { return e }})
}

func fields(iban, bank string) {
	otlog.String("account", iban) // want `bank account number iban`
	otlog.String("bank", bank)
}

func keys(k *rsa.PrivateKey, e *ecdsa.PrivateKey) {
	log.Println(k) // want `credential k is logged`
	log.Println(e) // want `credential e is logged`
	log.Println(k.N.BitLen(), e.Curve)
}

type service struct {
	audit io.Writer
	out   io.Writer
}

func newService(w io.Writer) *service {
	return &service{audit: &lumberjack.Logger{Filename: "/var/data/audit.txt"}, out: w}
}

func (s *service) pay(iban, bank string) {
	fmt.Fprintln(s.audit, iban) // want `bank account number iban`
	fmt.Fprintln(s.audit, bank)
	fmt.Fprintln(s.out, iban)
}

func headers(r *http.Request) {
	log.Println(r.Header) // want `headers`
	h := r.Header.Clone()
	h.Del("Authorization")
	log.Println(h)
	kept := r.Header.Clone()
	kept.Del("X-Trace")
	log.Println(kept) // want `headers`
	os.Stdout.WriteString(r.Method)
}
