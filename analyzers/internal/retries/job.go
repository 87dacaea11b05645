package retries

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// jobTypes are the parameters by which a queue's handler is recognised.
var jobTypes = map[string]string{
	"github.com/hibiken/asynq.Task":                            "asynq",
	"github.com/riverqueue/river.Job":                          "river",
	"github.com/gocraft/work.Job":                              "gocraft/work",
	"github.com/gocraft/work/v2.Job":                           "gocraft/work",
	"github.com/contribsys/faktory_worker_go.Helper":           "faktory",
	"github.com/rabbitmq/amqp091-go.Delivery":                  "the message queue",
	"github.com/streadway/amqp.Delivery":                       "the message queue",
	"github.com/IBM/sarama.ConsumerMessage":                    "the Kafka consumer",
	"github.com/Shopify/sarama.ConsumerMessage":                "the Kafka consumer",
	"github.com/segmentio/kafka-go.Message":                    "the Kafka consumer",
	"github.com/confluentinc/confluent-kafka-go/kafka.Message": "the Kafka consumer",
	"github.com/nats-io/nats.go.Msg":                           "the NATS consumer",
	"github.com/nats-io/nats.go/jetstream.Msg":                 "the NATS consumer",
	"github.com/nats-io/stan.go.Msg":                           "the NATS consumer",
	"cloud.google.com/go/pubsub.Message":                       "the Pub/Sub subscriber",
	"github.com/aws/aws-sdk-go-v2/service/sqs/types.Message":   "the SQS consumer",
	"github.com/aws/aws-sdk-go/service/sqs.Message":            "the SQS consumer",
	"github.com/aws/aws-lambda-go/events.SQSEvent":             "the SQS consumer",
	"github.com/aws/aws-lambda-go/events.SQSMessage":           "the SQS consumer",
	"github.com/ThreeDotsLabs/watermill/message.Message":       "the message router",
	"github.com/apache/pulsar-client-go/pulsar.Message":        "the Pulsar consumer",
	"github.com/nsqio/go-nsq.Message":                          "the NSQ consumer",
	"go.temporal.io/sdk/activity.Info":                         "temporal",
}

// registrars are functions that register an argument as something that is run
// again when it fails.
var registrars = regexp.MustCompile(`^(RegisterActivity|RegisterActivityWithOptions|ExecuteActivity|ExecuteLocalActivity|RegisterTask|RegisterHandler|HandleFunc|Subscribe|QueueSubscribe|Consume|AddFunc|AddJob|Schedule|Job|JobFunc|JobWithOptions|Do|NewTask)$`)

// jobPackages are those whose registrars count.
var jobPackages = map[string]string{
	"go.temporal.io/sdk/worker":        "temporal",
	"go.temporal.io/sdk/workflow":      "temporal",
	"go.uber.org/cadence/workflow":     "cadence",
	"go.uber.org/cadence/worker":       "cadence",
	"github.com/RichardKnop/machinery": "machinery",
	"github.com/gocraft/work":          "gocraft/work",
	"github.com/hibiken/asynq":         "asynq",
	"github.com/robfig/cron":           "cron",
	"github.com/go-co-op/gocron":       "gocron",
	"github.com/jasonlvhit/gocron":     "gocron",
	"github.com/nats-io/nats.go":       "the NATS consumer",
}

// jobOf names what runs a function again by the function's parameters.
func jobOf(fn *ssa.Function) string {
	sig := fn.Signature
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if s, ok := t.Underlying().(*types.Slice); ok {
			t = s.Elem()
		}
		ref := symbols.TypeRef(t)
		if name, ok := jobTypes[ref.Pkg+"."+ref.Name]; ok {
			return name
		}
	}
	return ""
}

// activity reports whether a function looks like an activity of a workflow
// engine, registered by a package that imports this one: an exported method of
// a type that is named so, or function of a package that is.
func activity(fn *ssa.Function) bool {
	sig := fn.Signature
	if fn.Parent() != nil || fn.Pkg == nil || !token.IsExported(fn.Name()) || sig.Params().Len() < 2 || !isContext(sig.Params().At(0).Type()) || errorResult(fn) < 0 {
		return false
	}
	name := fn.Pkg.Pkg.Name()
	if recv := sig.Recv(); recv != nil && activityName.MatchString(symbols.TypeName(recv.Type())) {
		name = symbols.TypeName(recv.Type())
	}
	if !activityName.MatchString(name) {
		return false
	}
	for _, imp := range fn.Pkg.Pkg.Imports() {
		if strings.HasPrefix(imp.Path(), "go.temporal.io/") || strings.HasPrefix(imp.Path(), "go.uber.org/cadence") {
			return true
		}
	}
	return false
}

var activityName = regexp.MustCompile(`(?i)activit(y|ies)$`)

// redelivered reports whether a failure of a handler makes it run again: it
// returns an error, or gives the message back.
func redelivered(fn *ssa.Function) bool {
	res := fn.Signature.Results()
	for i := range res.Len() {
		if isErrorType(res.At(i).Type()) {
			return true
		}
	}
	back := false
	each(fn, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok && givesBack(call) {
			back = true
		}
	})
	return back
}

// jobs finds the handlers of the package.
func (m *Model) jobs() {
	type job struct {
		fn   *ssa.Function
		name string
	}
	var found []job
	seen := make(map[*ssa.Function]bool)
	add := func(fn *ssa.Function, name string) {
		if fn != nil && !seen[fn] && fn.Pkg == m.flow.SSA {
			seen[fn] = true
			found = append(found, job{fn, name})
		}
	}
	for _, fn := range m.flow.Funcs() {
		if name := jobOf(fn); name != "" && redelivered(fn) {
			add(fn, name)
		} else if activity(fn) {
			add(fn, "temporal")
		}
	}
	for _, call := range m.flow.Calls() {
		obj := ssaflow.CalleeObj(call)
		if obj == nil || obj.Pkg() == nil || !registrars.MatchString(obj.Name()) {
			continue
		}
		name, ok := jobPackages[symbols.Normalize(obj.Pkg().Path())]
		if !ok {
			continue
		}
		for _, a := range ssaflow.Args(call) {
			a = ssavalue.Unwrap(a)
			fn := m.runOf(a)
			if _, isFunc := a.Type().Underlying().(*types.Signature); isFunc {
				fn = m.functionOf(a)
			}
			if fn != nil && (redelivered(fn) || scheduler(name)) {
				add(fn, name)
			}
		}
	}
	for _, j := range found {
		r := &Region{Kind: Job, Name: j.name, Fn: j.fn, Body: j.fn, Pos: j.fn.Pos(), m: m, traits: traits{Bounded: true, Backoff: true}}
		m.attempts(r)
		if !scheduler(j.name) {
			r.Attempts = slices.DeleteFunc(r.Attempts, func(a *Attempt) bool { return !m.runsAgain(j.fn, a.Call) })
		}
		if len(r.Attempts) == 0 {
			continue
		}
		r.Pos, r.End = r.Attempts[0].Call.Pos(), r.Attempts[0].Call.Pos()
		r.look(m, r.instrs, 0)
		m.Regions = append(m.Regions, r)
	}
}

// scheduler reports whether a job is run again at its time, whatever became of
// the last run.
func scheduler(name string) bool { return name == "cron" || name == "gocron" }

// runOf returns the method that a scheduler runs of a job that is a value.
func (m *Model) runOf(v ssa.Value) *ssa.Function {
	t := v.Type()
	if _, basic := t.Underlying().(*types.Basic); basic || m.flow.SSA == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, m.flow.SSA.Pkg, "Run")
	if method, ok := obj.(*types.Func); ok && method.Pkg() == m.flow.SSA.Pkg && method.Signature().Params().Len() == 0 {
		return m.flow.SSA.Prog.FuncValue(method)
	}
	return nil
}
