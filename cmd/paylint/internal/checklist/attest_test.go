package checklist

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var testDate = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func TestAttestationProblems(t *testing.T) {
	good := Attestation{Control: "OPS-5", Statement: "Keys rotate monthly", By: "Ada", Date: "2026-01-01", Expires: "2026-12-31"}
	tests := map[string]struct {
		change func(*Attestation)
		want   string
	}{
		"good":             {func(*Attestation) {}, ""},
		"last day":         {func(a *Attestation) { a.Expires = "2026-03-04" }, ""},
		"first day":        {func(a *Attestation) { a.Date = "2026-03-04" }, ""},
		"nameless":         {func(a *Attestation) { a.By = " " }, `"by" is missing`},
		"no statement":     {func(a *Attestation) { a.Statement = "" }, `"statement" is missing`},
		"no date":          {func(a *Attestation) { a.Date = "" }, `"date" is missing`},
		"never expires":    {func(a *Attestation) { a.Expires = "" }, `"expires" is missing`},
		"expired":          {func(a *Attestation) { a.Expires = "2026-03-03" }, "it expired on 2026-03-03"},
		"future":           {func(a *Attestation) { a.Date = "2026-03-05" }, "its date 2026-03-05 is in the future"},
		"no day":           {func(a *Attestation) { a.Date = "1.2.2026" }, `date "1.2.2026" is no day`},
		"expires is a day": {func(a *Attestation) { a.Expires = "2026-02-30" }, `expires "2026-02-30" is no day`},
		"backwards":        {func(a *Attestation) { a.Expires = "2025-12-31" }, "it expires (2025-12-31) before its date"},
		"bad link":         {func(a *Attestation) { a.Link = "javascript:alert(1)" }, "is no http(s) address"},
		"good link":        {func(a *Attestation) { a.Link = "https://tickets.example.com/7" }, ""},
	}
	for name, tt := range tests {
		a := good
		tt.change(&a)
		got := a.problem(testDate)
		if tt.want == "" && got != "" || tt.want != "" && !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestParseAttestationsNamesTheLine(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"unknown key":     {"attestations:\n  - control: OPS-5\n    signed: me\n", `f:3: unknown key "signed"; known are control, statement`},
		"unknown control": {"attestations:\n  - by: me\n    control: OPS-99\n", `f:2: unknown control "OPS-99"`},
		"no control":      {"attestations:\n  - by: me\n", `f:2: "control" is missing`},
		"top-level key":   {"# c\nattestation: []\n", `f:2: unknown key "attestation"`},
		"twice":           {"attestations:\n  - control: OPS-5\n    by: a\n    by: b\n", `f:4: key "by" is there twice`},
		"no mapping":      {"attestations:\n  - OPS-5\n", "f:2: an attestation must be a mapping"},
		"no list":         {"attestations: OPS-5\n", `f:1: "attestations" must be a list`},
		"a list":          {"- control: OPS-5\n", "f:1: the file must be a mapping"},
		"no text":         {"attestations:\n  - control: OPS-5\n    by: [a, b]\n", `f:3: "by" must be a text`},
		"no YAML":         {"attestations: [\n", "f: line"},
	}
	for name, tt := range tests {
		_, err := ParseAttestations("f", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	for _, empty := range []string{"", "# nothing\n", "attestations:\n", "attestations: []\n"} {
		if all, err := ParseAttestations("f", []byte(empty)); err != nil || len(all) > 0 {
			t.Errorf("%q: %v, %v", empty, all, err)
		}
	}
}

func TestCheckAttestationsFindsEverything(t *testing.T) {
	text := "attestations:\n" +
		"  - control: OPS-5\n    statement: s\n    by: Ada\n    date: 2026-01-01\n    expires: 2026-02-01\n" +
		"  - control: OPS-9\n    statement: s\n    date: 2026-01-01\n    expires: 2027-02-01\n" +
		"  - control: OPS-77\n    by: Ada\n"
	errs := CheckAttestations("f", []byte(text), testDate)
	var got []string
	for _, e := range errs {
		got = append(got, e.Error())
	}
	want := []string{`f:11: unknown control "OPS-77"`, "f:2: OPS-5: it expired on 2026-02-01", `f:7: OPS-9: "by" is missing`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestBestAttestation(t *testing.T) {
	all := []Attestation{
		{Control: "OPS-5", By: "expired", Expires: "2029-01-01", Problem: "p"},
		{Control: "OPS-5", By: "short", Expires: "2026-06-01"},
		{Control: "OPS-5", By: "long", Expires: "2026-09-01"},
		{Control: "OPS-9", By: "only", Problem: "p"},
	}
	if got := best(all, "OPS-5"); got == nil || got.By != "long" {
		t.Errorf("OPS-5: %+v", got)
	}
	if got := best(all, "OPS-9"); got == nil || got.By != "only" {
		t.Errorf("OPS-9: %+v", got)
	}
	if got := best(all, "OPS-1"); got != nil {
		t.Errorf("OPS-1: %+v", got)
	}
}

func TestAttestCommand(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, AttestFile)
	if err := os.WriteFile(file, []byte("# signed by the platform team\nattestations: []\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1772600767") // 2026-03-04
	run := func(args ...string) (int, string, string) {
		var out, errs strings.Builder
		code := RunAttest(&out, &errs, append([]string{"-C", dir, "-file", file}, args...))
		return code, out.String(), errs.String()
	}
	if code, out, errs := run("-by", "Ada L.", "-role", "CTO", "-link", "https://tickets.example.com/7", "ops-5", "Keys rotate:", "monthly # always"); code != ExitOK {
		t.Fatalf("%d %s %s", code, out, errs)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := `# signed by the platform team
attestations:
  - control: OPS-5
    statement: 'Keys rotate: monthly # always'
    by: Ada L.
    role: CTO
    date: 2026-03-04
    expires: 2027-03-04
    link: https://tickets.example.com/7
`
	if string(got) != want {
		t.Errorf("file is\n%s\nwant\n%s", got, want)
	}
	if code, out, _ := run("-check"); code != ExitOK || out != "" {
		t.Errorf("-check: %d %q", code, out)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1900000000") // 2030
	if code, out, _ := run("-check"); code != ExitNotReady || !strings.Contains(out, ":3: OPS-5: it expired on 2027-03-04") {
		t.Errorf("-check later: %d %q", code, out)
	}
	for name, args := range map[string][]string{
		"unknown control": {"-by", "A", "OPS-99", "x"},
		"no statement":    {"-by", "A", "OPS-5"},
		"expired":         {"-by", "A", "-date", "2020-01-01", "OPS-5", "x"},
		"unknown flag":    {"-nosuch"},
		"check with args": {"-check", "OPS-5"},
	} {
		if code, _, errs := run(args...); code != ExitError || errs == "" {
			t.Errorf("%s: exit %d, stderr %q", name, code, errs)
		}
	}
	t.Setenv("SOURCE_DATE_EPOCH", "soon")
	if code, _, errs := run("-check"); code != ExitError || !strings.Contains(errs, "SOURCE_DATE_EPOCH") {
		t.Errorf("bad SOURCE_DATE_EPOCH: %d %q", code, errs)
	}
}
