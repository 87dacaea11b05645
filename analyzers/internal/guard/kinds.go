package guard

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

func rawBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// changes reports whether a request sent to another server is one that changes
// something there, as opposed to asking or alerting.
func (f *Func) changes(common *ssa.CallCommon, ref symbols.Ref) bool {
	name := f.Fn.Name()
	if readsOnly(name) || alertWord(name) {
		return false
	}
	switch ref.Name {
	case "Get", "Head":
		return false
	case "Do", "Execute", "Send", "RoundTrip":
		m := f.requestMethod(common)
		return m != "GET" && m != "HEAD" && m != ""
	}
	return true
}

// requestMethod finds the constant method of the request that is sent.
func (f *Func) requestMethod(common *ssa.CallCommon) string {
	for _, a := range common.Args {
		if symbols.TypeRef(a.Type()).Name != "Request" {
			continue
		}
		e, ok := a.(*ssa.Extract)
		if !ok {
			continue
		}
		c, ok := e.Tuple.(*ssa.Call)
		if !ok {
			continue
		}
		for _, m := range c.Call.Args {
			if t := statewrite.Text(m); t != "" && t == strings.ToUpper(t) && len(t) < 8 {
				return t
			}
		}
	}
	return ""
}

var alertWords = wordSet(`alert alerts telegram slack discord sentry log metric metrics audit trace notify telemetry report`)

// alertWord reports whether a function's name says that it tells people, not
// systems.
func alertWord(name string) bool {
	for _, w := range naming.Words(name) {
		if alertWords[w] {
			// NotifyPayment tells a system.
			return w != "notify" && w != "report" || !naming.PaymentWord(name)
		}
	}
	return false
}

// publishesRaw reports whether only bytes that nobody has looked into are
// published: queuing the raw body for a worker that verifies is fine.
func (f *Func) publishesRaw(common *ssa.CallCommon) bool {
	for i, a := range fullArgs(common) {
		if i == 0 && common.Signature().Recv() != nil {
			continue
		}
		if f.labelsOf(a).Has(Payload) && !f.raw(a, 0) {
			return false
		}
	}
	return true
}

// raw reports whether a value is the undecoded body.
func (f *Func) raw(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Extract:
		if c, ok := v.Tuple.(*ssa.Call); ok {
			return bodyGetter(refOf(&c.Call).Name)
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && len(v.Call.Args) == 2 {
			// append([]byte(nil), body...) is a copy
			return isConst(v.Call.Args[0]) && f.raw(v.Call.Args[1], depth+1)
		}
		n := refOf(&v.Call)
		if strings.HasPrefix(n.Name, "New") && len(v.Call.Args) > 0 {
			for _, a := range v.Call.Args { // a task or message made of it
				if f.labelsOf(a).Has(Payload) && !f.raw(a, depth+1) {
					return false
				}
			}
			return true
		}
		if n.Name == "Clone" && len(v.Call.Args) == 1 {
			return f.raw(v.Call.Args[0], depth+1)
		}
		return bodyGetter(n.Name)
	case *ssa.Convert:
		return f.raw(v.X, depth+1)
	case *ssa.MakeInterface:
		return f.raw(v.X, depth+1)
	case *ssa.Slice:
		for _, e := range f.allStores(f.root(v.X).root) {
			if f.labelsOf(e).Has(Payload) && !f.raw(e, depth+1) {
				return false
			}
		}
		return true
	case *ssa.UnOp, *ssa.Alloc:
		stores := f.allStores(f.root(v).root)
		for _, e := range stores {
			if f.labelsOf(e).Has(Payload) && !f.raw(e, depth+1) {
				return false
			}
		}
		return len(stores) > 0
	}
	return false
}

// bodyGetter reports whether a method of that name returns a request's body.
func bodyGetter(name string) bool {
	switch name {
	case "ReadAll", "GetRawData", "Body", "BodyRaw", "PostBody":
		return true
	}
	return false
}

// allStores are the values stored anywhere into an object.
func (f *Func) allStores(root ssa.Value) []ssa.Value {
	var out []ssa.Value
	for c, ss := range f.stores {
		if c.root == root {
			for _, s := range ss {
				out = append(out, s.Val)
			}
		}
	}
	return out
}

var publishPkgs = []string{
	"github.com/segmentio/kafka-go", "github.com/IBM/sarama", "github.com/Shopify/sarama", "github.com/confluentinc/confluent-kafka-go",
	"github.com/twmb/franz-go", "github.com/nats-io/nats.go", "github.com/rabbitmq/amqp091-go", "github.com/streadway/amqp",
	"cloud.google.com/go/pubsub", "github.com/aws/aws-sdk-go-v2/service/sqs", "github.com/aws/aws-sdk-go-v2/service/sns",
	"github.com/ThreeDotsLabs/watermill", "github.com/nsqio/go-nsq", "go.temporal.io/sdk/client",
	"github.com/hibiken/asynq", "github.com/RichardKnop/machinery", "github.com/gocraft/work", "github.com/riverqueue/river",
}

func isPublish(ref symbols.Ref) bool {
	for _, p := range publishPkgs {
		if strings.HasPrefix(ref.Pkg, p) {
			return symbols.HasRef(ref, symbols.StateWrite) || strings.HasPrefix(ref.Name, "Enqueue") || strings.HasPrefix(ref.Name, "SendTask") || ref.Name == "Insert"
		}
	}
	if strings.HasPrefix(ref.Pkg, "github.com/redis/go-redis") || strings.HasPrefix(ref.Pkg, "github.com/go-redis/redis") {
		return ref.Name == "Publish" || ref.Name == "XAdd" || ref.Name == "LPush" || ref.Name == "RPush"
	}
	return false
}

func isMail(ref symbols.Ref) bool {
	switch {
	case ref.Is("net/smtp", "SendMail"):
		return true
	case strings.HasPrefix(ref.Pkg, "gopkg.in/gomail"), strings.HasPrefix(ref.Pkg, "github.com/wneessen/go-mail"),
		strings.HasPrefix(ref.Pkg, "github.com/sendgrid/sendgrid-go"), strings.HasPrefix(ref.Pkg, "github.com/mailgun/mailgun-go"),
		strings.HasPrefix(ref.Pkg, "github.com/aws/aws-sdk-go-v2/service/ses"), strings.HasPrefix(ref.Pkg, "github.com/resend"):
		return strings.HasPrefix(ref.Name, "Send") || ref.Name == "DialAndSend"
	}
	return false
}

// Transition reports whether a function's name says that it moves something to
// another state: MarkPaid, SetStatus, CompleteOrder, UpdatePaymentStatus.
func Transition(name string) bool {
	w := naming.Words(name)
	if len(w) < 2 {
		return false
	}
	switch w[0] {
	case "mark", "set", "update", "change", "move", "transition", "save", "apply", "patch":
		for _, x := range w[1:] {
			if x == "status" || x == "state" || x == "as" || naming.SuccessState(x) || x == "refunded" || x == "failed" || x == "balance" {
				return true
			}
		}
	case "complete", "confirm", "capture", "settle", "fulfill", "fulfil", "finalize", "finalise", "approve", "credit", "activate", "refund", "cancel", "pay", "expire", "fail", "topup":
		return naming.PaymentWord(name) || stateContext(strings.Join(w[1:], "_")) || w[0] == "credit"
	}
	return false
}

// ownTransition reports whether a method of one word moves what its type keeps
// to another state: Settle of Invoices, Complete of an OrderStore.
func ownTransition(owner, name string) bool {
	w := naming.Words(name)
	if len(w) != 1 || !stateContext(owner) {
		return false
	}
	switch w[0] {
	case "complete", "confirm", "capture", "settle", "fulfill", "fulfil", "finalize", "finalise", "approve", "refund", "credit":
		return true
	}
	return false
}
