package sarif

import (
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestValidate(t *testing.T) {
	good := `{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}`
	if err := Validate([]byte(good)); err != nil {
		t.Errorf("a minimal log: %v", err)
	}
	for _, bad := range []string{
		`{"version": "2.1.0"}`,
		`{"version": "2.0.0", "runs": []}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"text": "no message"}]}]}`,
	} {
		if Validate([]byte(bad)) == nil {
			t.Errorf("%s passes", bad)
		}
	}
}

// What paylint writes about the shop conforms to the standard, and has what
// code scanning shows: rules with help, levels, fingerprints.
func TestShop(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "paylint")
	build := exec.Command("go", "build", "-o", bin, "./cmd/paylint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin, "-C", filepath.Join("testdata", "shop"), "-f", "sarif", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatal(err)
	}
	if err := Validate(out); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct {
						ID   string
						Help struct{ Text string }
					}
				}
			}
			Results []struct {
				RuleID              string
				RuleIndex           int
				Level               string
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal(out, &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Results) == 0 {
		t.Fatal("no results; the shop has findings")
	}
	rules := log.Runs[0].Tool.Driver.Rules
	for _, r := range log.Runs[0].Results {
		if r.RuleIndex < 0 || r.RuleIndex >= len(rules) || rules[r.RuleIndex].ID != r.RuleID {
			t.Fatalf("result of rule %s has index %d", r.RuleID, r.RuleIndex)
		}
		if rules[r.RuleIndex].Help.Text == "" || r.Level == "" || len(r.PartialFingerprints) == 0 {
			t.Errorf("%s: help %q, level %q, fingerprints %v", r.RuleID, rules[r.RuleIndex].Help.Text, r.Level, r.PartialFingerprints)
		}
	}
}
