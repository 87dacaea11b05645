package checklist

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/paylint/paylint/analyzers"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// source is the text behind the sample's places.
var source = map[string]string{
	"pay/client.go": `package pay

import "crypto/tls"

func client() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true, // <b>&"quoted"
	}
}
`,
	"pay/webhook.go": "package pay\n\nfunc handle(b []byte) error {\n\treturn verify(b)\n}\n",
	"pay/key.go":     "package pay\n\nconst password = \"correct horse battery\"\n",
}

func readSource(file string) ([]byte, error) {
	if text, ok := source[file]; ok {
		return []byte(text), nil
	}
	return nil, errors.New("no such file")
}

// sample is an input with something of everything.
func sample() Input {
	return Input{
		Module: "example.com/shop", Commit: strings.Repeat("ab12", 10), Version: "v0.1.0", GoVersion: "go1.26.0",
		LinkBase: "https://git.example.com/shop/blob/main/",
		Date:     testDate, Packages: []string{"example.com/shop/pay", "example.com/shop"}, Files: 3, Checks: analyzers.CheckNames()[1:], Partial: analyzers.CheckNames()[:1], Excluded: []string{"internal/legacy/**"},
		Findings: []Finding{
			{
				Check: "certverify", Category: "skip-verify", Severity: "error", Controls: []string{"COM-2"}, CWE: []string{"CWE-295"},
				Message: "TLS certificates are not verified; delete | the field_ <script> [COM-2]",
				Place:   Place{"pay/client.go", 7, 3, 7},
				Trace:   []Step{{Place{"pay/client.go", 5, 1, 5}, "the configuration"}},
			},
			{
				Check: "certverify", Category: "skip-verify", Severity: "error", Controls: []string{"COM-2", "FIN-1"}, Known: true,
				Message: "listed in the baseline [COM-2, FIN-1]", Place: Place{"gone/away.go", 1, 1, 1},
			},
			{
				Check: "hardcodedsecret", Category: "named-literal", Severity: "error", Controls: []string{"OPS-4", "OPS-3"}, CWE: []string{"CWE-798"},
				Message: "a literal is a password [OPS-4, OPS-3]", Place: Place{"pay/key.go", 3, 18, 3},
				Suppressed: &Suppression{Reason: "only | in the demo", File: "pay/key.go", Line: 3},
			},
		},
		Evidence: []Evidence{
			{Check: "webhookauth", Controls: []string{"COM-7", "TRU-3"}, Text: "verified by verify", Place: Place{"pay/webhook.go", 4, 9, 4}},
		},
		Attestations: []Attestation{
			{Control: "OPS-5", Statement: "Keys rotate monthly", By: "Ada L.", Role: "CTO", Date: "2026-01-01", Expires: "2026-12-31", Link: "https://tickets.example.com/7", Line: 2},
			{Control: "OPS-8", Statement: "Reviewed <i>always</i>", By: "Ada L.", Date: "2025-01-01", Expires: "2025-12-31", Line: 9},
		},
		Incomplete: []Incomplete{},
		Source:     readSource,
	}
}

func render(t *testing.T, in Input, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, Build(in), format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func controlOf(t *testing.T, r *Report, id string) Control {
	t.Helper()
	for _, c := range r.Controls {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no control %s", id)
	return Control{}
}

func TestReportIsReproducible(t *testing.T) {
	for _, format := range Formats {
		in := sample()
		first := render(t, in, format)
		// Order of the input does not matter.
		in.Findings[0], in.Findings[2] = in.Findings[2], in.Findings[0]
		in.Packages[0], in.Packages[1] = in.Packages[1], in.Packages[0]
		if render(t, in, format) != first {
			t.Errorf("%s: two runs differ", format)
		}
	}
}

func TestJSONConformsToItsSchema(t *testing.T) {
	schema := compile(t, "checklist.schema.json")
	broken := sample()
	broken.Incomplete = []Incomplete{{"example.com/shop/bad", "undefined: x"}}
	for name, in := range map[string]Input{"sample": sample(), "empty": {}, "incomplete": broken} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(render(t, in, "json")))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	doc := map[string]any{"version": "x"}
	if schema.Validate(doc) == nil {
		t.Error("the schema accepts anything")
	}
}

func TestAttestationSchema(t *testing.T) {
	schema := compile(t, "attest.schema.json")
	validate := func(text string) error {
		var v any
		if err := yaml.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		// YAML reads plain days as timestamps; editors' schema checks take the text.
		data = bytes.ReplaceAll(data, []byte("T00:00:00Z"), nil)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(doc)
	}
	text, err := AddAttestation("f", nil, sample().Attestations[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(string(text)); err != nil {
		t.Errorf("what attest writes: %v", err)
	}
	for _, bad := range []string{"attestations: x", "other: []", "attestations:\n- control: OPS-5\n", "attestations:\n- control: ABC-1\n  statement: s\n  by: b\n  date: 2026-01-01\n  expires: 2026-01-01\n"} {
		if validate(bad) == nil {
			t.Errorf("the schema accepts %q", bad)
		}
	}
}

func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("schema", name))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestReportSaysWhatTheInputSays(t *testing.T) {
	in := sample()
	r := Build(in)
	com2 := controlOf(t, r, "COM-2")
	if com2.Status != Failed || len(com2.Findings) != 2 {
		t.Errorf("COM-2: %s with %d findings", com2.Status, len(com2.Findings))
	}
	if c := controlOf(t, r, "FIN-1"); c.Status != Failed || !c.Findings[0].Known {
		t.Errorf("FIN-1 with a known finding: %s %+v", c.Status, c.Findings)
	}
	if c := controlOf(t, r, "OPS-4"); c.Status == Failed || len(c.Suppressed) != 1 {
		t.Errorf("OPS-4 with a suppressed finding: %s, %d suppressed", c.Status, len(c.Suppressed))
	}
	if c := controlOf(t, r, "OPS-5"); c.Status != Attested {
		t.Errorf("OPS-5: %s", c.Status)
	}
	if c := controlOf(t, r, "OPS-8"); c.Status != Open || !strings.Contains(c.Reason, "expired on 2025-12-31") {
		t.Errorf("OPS-8: %s, %s", c.Status, c.Reason)
	}
	total := r.All.Failed + r.All.Open + r.All.Clear + r.All.Attested + r.All.Verified
	if total != 42 {
		t.Errorf("counts add up to %d", total)
	}
	if r.Ready {
		t.Error("ready with failed critical controls")
	}
	if got := len(r.suppressed()); got != 1 {
		t.Errorf("%d suppressed findings; one silences two controls", got)
	}
}

func TestReadyWhenEverythingCriticalIsShown(t *testing.T) {
	in := Input{Module: "m", Date: testDate}
	for _, c := range analyzers.Controls() {
		in.Attestations = append(in.Attestations, Attestation{Control: c.ID, Statement: "s", By: "b", Date: "2026-01-01", Expires: "2027-01-01"})
	}
	if r := Build(in); !r.Ready || r.All.Attested != 42 || !strings.HasPrefix(r.verdict(), "Ready") {
		t.Errorf("ready %v, %+v, %s", r.Ready, r.All, r.verdict())
	}
	in.Incomplete = []Incomplete{{"p", "e"}}
	if r := Build(in); r.Ready || !strings.Contains(r.verdict(), "1 package could not be analysed") {
		t.Errorf("ready %v with an incomplete analysis: %s", r.Ready, r.verdict())
	}
}

func TestTextsAreEscaped(t *testing.T) {
	html := render(t, sample(), "html")
	for _, bad := range []string{"<script>", "<i>always", "<b>&"} {
		if strings.Contains(html, bad) {
			t.Errorf("HTML contains %q", bad)
		}
	}
	for _, outside := range []string{"src=", "@import", "url(", "<link rel=\"stylesheet"} {
		if strings.Contains(html, outside) {
			t.Errorf("HTML is not self-contained: %q", outside)
		}
	}
	md := render(t, sample(), "md")
	for _, want := range []string{`delete \| the field\_ \<script\>`, `only \| in the demo`} {
		if !strings.Contains(md, want) {
			t.Errorf("no %q in the Markdown", want)
		}
	}
}

func TestSecretsAreMaskedInExcerpts(t *testing.T) {
	r := Build(sample())
	lines := r.excerpt(Place{"pay/key.go", 3, 18, 3}, true)
	if len(lines) != 3 || !lines[2].Hit || lines[2].Text != `const password = "corr…"` {
		t.Errorf("%+v", lines)
	}
	secret := strings.Join([]string{"sk", "live", "q7Rk2ZpWv9LmTx4NcBd8HsYe"}, "_") // put together here, so that none stands in the source
	tests := map[string]string{
		`pan := "4242 4242 4242 4242"`:                               `pan := "4242…"`,
		`return fmt.Errorf("payment %s is declined", id)`:            `return fmt.Errorf("payment %s is declined", id)`,
		`import "github.com/example/payments/webhook"`:               `import "github.com/example/payments/webhook"`,
		`func TestWebhookHandlerRejectsForgedSignatureWhenTold() {}`: `func TestWebhookHandlerRejectsForgedSignatureWhenTold() {}`,
		`x := http.StatusInternalServerError`:                        `x := http.StatusInternalServerError`,
		`base64 MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj`:            `base64 MIIE…`,
	}
	for in, want := range tests {
		if got := mask(in, false); got != want {
			t.Errorf("mask(%s) = %s", in, got)
		}
	}
	if got := mask(`key := "`+secret+`"`, false); strings.Contains(got, secret[4:]) || !strings.Contains(got, "sk_l") {
		t.Errorf("a key is shown as %s", got)
	}
	for text, want := range map[string]string{
		"tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,":      "tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,",
		"\tMinVersion:         tls.VersionTLS10,": "\tMinVersion:         tls.VersionTLS10,",
	} {
		if got := mask(text, false); got != want {
			t.Errorf("mask(%q) = %q", text, got)
		}
	}
	// Evidence next to a secret that was found shows it as little.
	in := sample()
	in.Findings = append(in.Findings, Finding{Check: "hardcodedsecret", Place: Place{"pay/key.go", 3, 18, 3}})
	for _, l := range Build(in).excerpt(Place{"pay/key.go", 1, 1, 1}, false) {
		if strings.Contains(l.Text, "password") && !strings.Contains(l.Text, `"corr…"`) {
			t.Errorf("an excerpt shows %s", l.Text)
		}
	}
	if got := r.excerpt(Place{"gone.go", 1, 1, 1}, false); got != nil {
		t.Errorf("excerpt of a missing file: %v", got)
	}
}

func TestGolden(t *testing.T) {
	for _, format := range Formats {
		file := filepath.Join("testdata", "sample."+format)
		got := render(t, sample(), format)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from what is rendered (go test -update rewrites it)", file)
		}
	}
}
