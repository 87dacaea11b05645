package guard

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

func testdata(t testing.TB) string {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// describe reports at every function what the package has found out about it,
// so that test data can say it in want comments.
var describe = &analysis.Analyzer{
	Name:     "describe",
	Doc:      "describe guards",
	Requires: []*analysis.Analyzer{Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		g := pass.ResultOf[Analyzer].(*Package)
		for _, f := range g.Funcs() {
			if !f.Fn.Pos().IsValid() || f.Fn.Parent() != nil {
				continue
			}
			var out []string
			for _, gu := range f.Summary.Guarantees {
				var when []string
				for _, w := range gu.When {
					when = append(when, fmt.Sprintf("%d:%s", w.Result, goodNames[w.Is]))
				}
				s := "guarantees " + gu.Name + " when " + strings.Join(when, "+")
				if gu.FailOpen {
					s += " unless switched off"
				}
				out = append(out, s)
			}
			if f.Summary.Middleware != "" {
				out = append(out, "middleware "+f.Summary.Middleware)
			}
			if f.Summary.AlwaysSucceeds {
				out = append(out, "always succeeds")
			}
			if f.Summary.Fails {
				out = append(out, "always fails")
			}
			if len(out) > 0 {
				pass.Reportf(f.Fn.Pos(), "%s", strings.Join(out, "; "))
			}
		}
		return nil, nil
	},
}

var goodNames = []string{"nil", "true", "one", "non-nil", "verdict", "returns", "handled", "zero"}

func TestGuarantees(t *testing.T) {
	analysistest.Run(t, testdata(t), describe, "guard/guarantee")
}

func TestLabels(t *testing.T) {
	if got := (Body | Secret | ParamLabel(1) | KeyedParamLabel(0)).String(); got != "body secret key0 param1" {
		t.Errorf("String() = %q", got)
	}
	args := []Labels{Header, Body | Secret}
	if got := (ParamLabel(1) | MAC).in(args); got != Body|Secret|MAC {
		t.Errorf("in = %v", got)
	}
	if got := KeyedParamLabel(1).in(args); got != Keyed {
		t.Errorf("keyed in = %v", got)
	}
	if l := ParamLabel(MaxParams + 5); !l.Has(AnyParam) || l.Has(Request) {
		t.Errorf("label of a late parameter = %v", l)
	}
}

func TestNames(t *testing.T) {
	type test struct {
		name string
		want bool
	}
	run := func(what string, f func(string) bool, tests []test) {
		for _, tt := range tests {
			if got := f(tt.name); got != tt.want {
				t.Errorf("%s(%q) = %v", what, tt.name, got)
			}
		}
	}
	run("SecretWord", SecretWord, []test{
		{"WebhookSecret", true}, {"CALLBACK_TOKEN", true}, {"serverKey", true}, {"signingKey", true}, {"apikey", true},
		{"TokenURL", false}, {"keyID", false}, {"name", false}, {"monkey", false}, {"SecretName", false},
	})
	run("VerifierName", VerifierName, []test{
		{"VerifySignature", true}, {"verify", true}, {"ValidateWebhook", true}, {"CheckSign", true}, {"isValidSignature", true},
		{"ValidateOrder", false}, {"CheckAmount", false}, {"Sign", false}, {"ParseBody", false},
	})
	run("Transition", Transition, []test{
		{"MarkPaid", true}, {"SetStatus", true}, {"UpdatePaymentStatus", true}, {"CompleteOrder", true}, {"ConfirmPayment", true},
		{"CreditWallet", true}, {"MarkAsRead", true}, {"SetName", false}, {"CompleteTask", false}, {"Status", false}, {"CancelContext", false},
	})
	run("readsOnly", readsOnly, []test{
		{"GetOrder", true}, {"FindByID", true}, {"IsPaid", true}, {"VerifyPayment", true}, {"LogAttempt", true},
		{"ProcessPayment", false}, {"Update", false}, {"HandleEvent", false}, {"MarkPaid", false},
	})
}

// A handler file of 5,000 lines must stay cheap: the work is linear in it. The
// metric guard-ms is the analysis alone, without loading and SSA.
func BenchmarkHandlerFile(b *testing.B) {
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{"big/big.go": bigFile(5000)})
	if err != nil {
		b.Fatal(err)
	}
	defer cleanup()
	var spent time.Duration
	timed := &analysis.Analyzer{
		Name:      "timed",
		Doc:       "time the analysis",
		Requires:  Analyzer.Requires,
		FactTypes: Analyzer.FactTypes,
		Run: func(pass *analysis.Pass) (any, error) {
			start := time.Now()
			defer func() { spent += time.Since(start) }()
			return run(pass)
		},
		ResultType: Analyzer.ResultType,
	}
	n := 0
	for b.Loop() {
		analysistest.Run(b, dir, timed, "big")
		n++
	}
	b.ReportMetric(float64(spent.Milliseconds())/float64(n), "guard-ms")
}

// bigFile writes handlers until the file has about that many lines.
func bigFile(lines int) string {
	const one = `
func (s *server) webhook%[1]d(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "bad request", 400)
		return
	}
	if s.debug%[2]d {
		w.Header().Set("X-Debug", "1")
	}
	if !s.valid(body, r.Header.Get("X-Signature")) {
		http.Error(w, "bad signature", 401)
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		http.Error(w, "bad request", 400)
		return
	}
	switch n.Status {
	case "settled", "paid":
		n.Status = "paid"
	case "denied":
		n.Status = "failed"
	default:
		for i := range n.Lines {
			if n.Lines[i] == "" {
				continue
			}
			s.settle%[3]d(n.ID, n.Lines[i])
		}
		return
	}
	s.settle%[3]d(n.ID, n.Status)
}

func (s *server) settle%[1]d(id, status string) {
	if _, err := s.db.Exec("UPDATE orders SET status = ? WHERE id = ?", status, id); err != nil {
		panic(err)
	}
}
`
	var b strings.Builder
	b.WriteString(`package big // want package:"guard"

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
)

type notification struct {
	ID, Status string
	Lines      []string
}

type server struct {
	db             *sql.DB
	secret         []byte
	debug0, debug1 bool
}

func (s *server) valid(body []byte, sig string) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	return hmac.Equal(mac.Sum(nil), []byte(sig))
}
`)
	n := strings.Count(one, "\n")
	for i := 0; i*n < lines; i++ {
		fmt.Fprintf(&b, one, i, i%2, i/2)
	}
	return b.String()
}

// One huge function is bounded, too.
func TestHugeFunction(t *testing.T) {
	var b strings.Builder
	b.WriteString("package huge // want package:\"guard\"\n\nimport \"net/http\"\n\nfunc webhook(w http.ResponseWriter, r *http.Request) {\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "\tif r.FormValue(\"f%d\") == \"x\" {\n\t\thttp.Error(w, \"no\", 400)\n\t\treturn\n\t}\n", i)
	}
	b.WriteString("}\n")
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{"huge/huge.go": b.String()})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	results := analysistest.Run(t, dir, Analyzer, "huge")
	g := results[0].Result.(*Package)
	for _, f := range g.Funcs() {
		if f.Fn.Name() == "webhook" {
			return
		}
	}
	t.Error("the function was not looked at")
}

// Several checks ask about one package at once.
var crowd = &analysis.Analyzer{
	Name:     "crowd",
	Doc:      "ask from many goroutines",
	Requires: []*analysis.Analyzer{Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		g := pass.ResultOf[Analyzer].(*Package)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for _, f := range g.Funcs() {
					g.Func(f.Fn)
					g.Helper(f)
					g.SummaryOf(f.Fn)
					f.ComparesAmount()
					for _, c := range f.Checks {
						f.Decides(c)
						f.FailureRegion(c)
						f.Covered(c.Instr)
						g.Span(c.Instr)
					}
					for _, e := range f.Effects {
						f.Branches(e.Instr)
						f.Validated(e)
						f.FailOpen(e.Instr)
					}
				}
			})
		}
		wg.Wait()
		return nil, nil
	},
}

func TestConcurrent(t *testing.T) {
	analysistest.Run(t, testdata(t), crowd, "guard/concurrent")
}
