package explain

import (
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
)

var sample = []*analyzers.Doc{{
	Name: "certverify", Title: "Certificates are validated", Since: "v0.1.0",
	Why: "A client that skips validation talks to anybody.", Details: "Reported is\n- this\n- that",
	Bad: "a()", Good: "b()", Fix: "Deletes the field.", Controls: []string{"COM-2"}, CWE: []string{"CWE-295"},
	Categories: []analyzers.Category{
		{Name: "skip-verify", Summary: "validation is off", Severity: analyzers.SeverityError},
		{Name: "configurable", Summary: "a flag switches it off", Severity: analyzers.SeverityWarning, Controls: []string{"COM-2", "FIN-1"}},
	},
	Evidence: []string{"a callback that verifies"},
	Options:  []analyzers.Option{{Name: "scope", Default: "payment", Usage: "where to look"}},
}}

func text(t *testing.T, args ...string) string {
	t.Helper()
	var b strings.Builder
	if err := run(&b, args, sample); err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(b.String(), "\n") {
		if len(l) > width+20 || strings.HasSuffix(l, " ") {
			t.Errorf("line too long or with trailing space: %q", l)
		}
	}
	return b.String()
}

func contains(t *testing.T, got string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in:\n%s", w, got)
		}
	}
}

func TestList(t *testing.T) {
	got := text(t)
	contains(t, got, "  certverify       Certificates are validated\n", "Secure communication", "  COM-2  * ", "  OPS-5    ")
	for _, c := range analyzers.Controls() {
		contains(t, got, c.ID+" ", c.Title)
	}
}

func TestCheck(t *testing.T) {
	got := text(t, "CertVerify")
	contains(t, got,
		"certverify: Certificates are validated\n", "Reported is\n- this\n- that\n",
		"  skip-verify (error): validation is off\n", "  configurable (warning): a flag",
		"  FIN-1  * ", "Wrong:\n    a()\n", "Right:\n    b()\n", "  Deletes the field.\n", "  - a callback that verifies\n",
		`  -certverify.scope (default "payment"): where to look`, "CWE-295", "//nolint:certverify // reason")
}

func TestCategory(t *testing.T) {
	got := text(t, "certverify/configurable")
	contains(t, got, "certverify/configurable (warning)\n", "  COM-2  * ", "  FIN-1  * ", "paylint explain certverify")
}

func TestControl(t *testing.T) {
	got := text(t, "com-2")
	contains(t, got, "COM-2: ", "Critical: blocks go-live.", "skip-verify (error)", "evidence in the code",
		"OWASP ASVS 5.0.0: 12.3.2, 12.3.4\n", "PCI DSS 4.0.1: 4.2.1 (not checked", "API8 (Security Misconfiguration)")
	contains(t, text(t, "OPS-5"), "Recommended.", "paylint attest OPS-5")
	contains(t, text(t, "COM-3"), "requestauth      planned, does not exist yet")
}

func TestSeveral(t *testing.T) {
	got := text(t, "COM-2", "paylint/suppression")
	contains(t, got, "COM-2: ", "\n"+strings.Repeat("-", width)+"\n", "paylint/suppression (warning)")
}

func TestUnknown(t *testing.T) {
	tests := map[string]string{
		"certverfy":           "did you mean certverify?",
		"COM2":                "did you mean COM-2?",
		"certverify/nosuch":   "it has: skip-verify, configurable",
		"requestauth":         "planned and does not exist yet",
		"requestauth/nothing": "planned and does not exist yet",
	}
	for arg, want := range tests {
		var b strings.Builder
		err := run(&b, []string{"COM-1", arg}, sample)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", arg, err, want)
		}
		if b.Len() > 0 {
			t.Errorf("%s: printed %q beside the error", arg, b.String())
		}
	}
}

// The real documentation of every check prints.
func TestSuite(t *testing.T) {
	var b strings.Builder
	if err := Run(&b, nil); err != nil {
		t.Fatal(err)
	}
	contains(t, b.String(), "FIN-5")
}
