package catalog

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestControlsAreComplete(t *testing.T) {
	if len(Controls) != 42 {
		t.Errorf("%d controls, want 42", len(Controls))
	}
	prefix := map[Section]string{
		SecureCommunication: "COM", DataProtection: "DAT", TrustBoundaries: "TRU",
		TransactionIntegrity: "TXN", Operations: "OPS", FinalValidation: "FIN",
	}
	seen := make(map[string]bool)
	titles := make(map[string]string)
	last, n := Section(""), 0
	section := -1
	for _, c := range Controls {
		if c.Section != last {
			last, n = c.Section, 0
			section++
			if section >= len(Sections) || Sections[section] != c.Section {
				t.Fatalf("%s: section %q is out of order", c.ID, c.Section)
			}
		}
		n++
		if want := prefix[c.Section] + "-" + strconv.Itoa(n); c.ID != want {
			t.Errorf("control %s where %s is expected", c.ID, want)
		}
		if seen[c.ID] {
			t.Errorf("%s is there twice", c.ID)
		}
		seen[c.ID] = true
		if other, dup := titles[c.Title]; dup {
			t.Errorf("%s and %s have one title", c.ID, other)
		}
		titles[c.Title] = c.ID
		if c.Title == "" || strings.HasSuffix(c.Title, ".") {
			t.Errorf("%s: title %q must be a sentence without a final period", c.ID, c.Title)
		}
		if !strings.HasSuffix(c.HowTo, ".") {
			t.Errorf("%s: HowTo %q must be sentences", c.ID, c.HowTo)
		}
		if len(c.Checks) == 0 && !c.Attest {
			t.Errorf("%s can be shown neither by a check nor by a person", c.ID)
		}
		if got, ok := ControlByID(c.ID); !ok || got.Title != c.Title {
			t.Errorf("ControlByID(%s) = %v, %v", c.ID, got.Title, ok)
		}
	}
	if _, ok := ControlByID("COM-99"); ok {
		t.Error("ControlByID finds COM-99")
	}
}

func TestStandardIDsAreWellFormed(t *testing.T) {
	forms := []*regexp.Regexp{
		regexp.MustCompile(`^CWE-[1-9][0-9]*$`),
		regexp.MustCompile(`^[1-9][0-9]?\.[0-9]+\.[0-9]+$`),
		regexp.MustCompile(`^[1-9][0-9]?\.[0-9]+\.[0-9]+(\.[0-9]+)?$`),
		regexp.MustCompile(`^API([1-9]|10)$`),
	}
	for _, c := range Controls {
		if len(c.Standards.CWE) == 0 {
			t.Errorf("%s names no weakness", c.ID)
		}
		for i, s := range Standards {
			seen := make(map[string]bool)
			for _, id := range s.IDs(c.Standards) {
				if !forms[i].MatchString(id) {
					t.Errorf("%s: %s id %q", c.ID, s.Name, id)
				}
				if seen[id] {
					t.Errorf("%s: %s id %q twice", c.ID, s.Name, id)
				}
				seen[id] = true
				if s.Name == "OWASP API Top 10 2023" && APIRisks[id] == "" {
					t.Errorf("%s: %q has no name", c.ID, id)
				}
			}
		}
	}
}

func TestEveryCheckServesAControl(t *testing.T) {
	served := make(map[string]bool)
	for _, c := range Controls {
		for _, check := range c.Checks {
			served[check] = true
		}
	}
	for _, check := range Checks {
		if !served[check] {
			t.Errorf("no control names check %s", check)
		}
		if !IsCheck(check) {
			t.Errorf("IsCheck(%s) = false", check)
		}
	}
	if IsCheck("paylint") {
		t.Error("paylint is no check")
	}
}

func TestDocFallsBackToTheCheck(t *testing.T) {
	d := &Doc{
		Name: "x", Title: "T", Why: "W.", Controls: []string{"COM-1"}, CWE: []string{"CWE-1"},
		Categories: []Category{{Name: "a"}, {Name: "b", Controls: []string{"COM-2"}, CWE: []string{"CWE-2"}}},
	}
	if got := d.ControlsOf("a")[0] + d.ControlsOf("b")[0] + d.CWEOf("a")[0] + d.CWEOf("b")[0]; got != "COM-1COM-2CWE-1CWE-2" {
		t.Errorf("got %s", got)
	}
	if d.Text() != "T\n\nW." {
		t.Errorf("Text = %q", d.Text())
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown category does not panic")
		}
	}()
	d.Category("c")
}
