package loggers

import (
	"context"
	"errors"

	"github.com/getsentry/sentry-go"
	"github.com/newrelic/go-agent/v3/newrelic"
	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer"
)

func telemetry(ctx context.Context, card Card, txn *newrelic.Transaction, vec *prometheus.CounterVec) {
	sentry.CaptureMessage("declined " + card.Number) // want `card number card.Number is logged by sentry.CaptureMessage`
	sentry.WithScope(func(s *sentry.Scope) {
		s.SetTag("pan", card.Number) // want `card number`
		s.SetExtra("card", card)     // want `card with card number Number`
	})
	sentry.AddBreadcrumb(&sentry.Breadcrumb{
		Message: "paid",
		Data:    map[string]interface{}{"pan": card.Number}, // want `card number`
	})
	span := trace.SpanFromContext(ctx)
	span.SetAttributes(attribute.String("card.number", card.Number))                     // want `card number card.Number is logged by attribute.String`
	span.AddEvent("pay", trace.WithAttributes(attribute.Key("pan").String(card.Number))) // want `card number`
	span.SetName("charge " + card.Number)                                                // want `card number`
	dd := tracer.StartSpan("charge", tracer.Tag("pan", card.Number))                     // want `card number card.Number is logged by tracer.Tag`
	dd.SetTag("cvv", card.CVV)                                                           // want `card verification code`
	txn.AddAttribute("pan", card.Number)                                                 // want `card number`
	vec.WithLabelValues("visa", card.Number).Inc()                                       // want `card number`
}

func telemetryClean(ctx context.Context, card Card, txn *newrelic.Transaction, vec *prometheus.CounterVec) {
	sentry.CaptureMessage("declined " + card.Brand)
	sentry.CaptureException(errors.New("declined"))
	sentry.AddBreadcrumb(&sentry.Breadcrumb{Data: map[string]interface{}{"pan": card.Last4}})
	span := trace.SpanFromContext(ctx)
	span.SetAttributes(attribute.String("card.brand", card.Brand), attribute.Int("card.length", len(card.Number)))
	dd := tracer.StartSpan("charge", tracer.Tag("brand", card.Brand))
	dd.SetTag("cvv", card.CVV != "")
	txn.AddAttribute("pan", card.Last4)
	vec.WithLabelValues(card.Brand).Inc()
}
