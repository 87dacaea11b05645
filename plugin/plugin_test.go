package plugin

import (
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/paylint/paylint/analyzers"
)

func TestEveryLinterIsRegistered(t *testing.T) {
	for _, name := range Names() {
		newPlugin, err := register.GetPlugin(name)
		if err != nil {
			t.Fatal(err)
		}
		l, err := newPlugin(nil)
		if err != nil {
			t.Fatalf("%s without settings: %v", name, err)
		}
		as, err := l.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if name == All {
			if len(as) != len(analyzers.Docs()) {
				t.Errorf("%s has %d analyzers, the suite has %d checks", All, len(as), len(analyzers.Docs()))
			}
		} else if len(as) != 1 || as[0].Name != name {
			t.Errorf("linter %s has analyzers %v", name, as)
		}
		if l.GetLoadMode() != register.LoadModeTypesInfo {
			t.Errorf("%s: load mode %q", name, l.GetLoadMode())
		}
	}
}

// check returns the name of some check of the suite.
func check(t *testing.T) string {
	names := Names()
	if len(names) < 2 {
		t.Skip("the suite has no checks yet")
	}
	return names[1]
}

func TestSettingsAreStrict(t *testing.T) {
	name := check(t)
	tests := map[string]struct {
		linter   string
		settings map[string]any
		want     string
	}{
		"unknown key":              {All, map[string]any{"payment-wrods": nil}, "payment-wrods"},
		"unknown key of a list":    {All, map[string]any{"hosts": map[string]any{"ad": []any{"x"}}}, `"ad"`},
		"wrong type":               {All, map[string]any{"tests": "yes"}, "tests"},
		"unknown check":            {All, map[string]any{"enable": []any{"nosuch"}}, `unknown check "nosuch"`},
		"unknown check to disable": {All, map[string]any{"disable": []any{"nosuch"}}, `unknown check "nosuch"`},
		"unknown category":         {All, map[string]any{"disable": []any{name + "/nosuch"}}, `has no category "nosuch"`},
		"other check":              {name, map[string]any{"enable": []any{Names()[2]}}, "is no category of linter"},
		"unknown option":           {name, map[string]any{"options": []any{map[string]any{"name": "nosuch", "value": true}}}, `no option "nosuch"`},
		"option of another check":  {name, map[string]any{"options": []any{map[string]any{"check": "nosuch", "name": "x", "value": 1}}}, "not enabled"},
		"option without a check":   {All, map[string]any{"options": []any{map[string]any{"name": "x", "value": 1}}}, "not enabled"},
	}
	for what, tt := range tests {
		_, err := New(tt.linter, tt.settings)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", what, err, tt.want)
		}
	}
}

func TestSettingsChooseChecks(t *testing.T) {
	name := check(t)
	l, err := New(All, map[string]any{"enable": []any{name, name}})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.analyzers) != 1 || l.analyzers[0].Name != name {
		t.Errorf("enable chose %v", l.analyzers)
	}
	category := analyzers.Docs()[0].Categories[0].Name
	if l, err = New(name, map[string]any{"disable": []any{name + "/" + category}}); err != nil || len(l.analyzers) != 1 {
		t.Errorf("%s without %s: %v, %v", name, category, l, err)
	}
	l, err = New(All, map[string]any{"disable": []any{name}})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range l.analyzers {
		if a.Name == name {
			t.Errorf("%s is disabled and runs", name)
		}
	}
}

func TestOptionsReachTheFlags(t *testing.T) {
	for _, doc := range analyzers.Docs() {
		for _, o := range doc.Options {
			l, err := New(doc.Name, map[string]any{"options": []any{map[string]any{"name": o.Name, "value": o.Default}}})
			if err != nil {
				t.Errorf("%s %s = %q: %v", doc.Name, o.Name, o.Default, err)
				continue
			}
			if got := l.analyzers[0].Flags.Lookup(o.Name).Value.String(); got != o.Default {
				t.Errorf("%s %s is %q, set to %q", doc.Name, o.Name, got, o.Default)
			}
		}
	}
}

func TestFlagValue(t *testing.T) {
	tests := []struct {
		in   any
		want string
	}{
		{"all", "all"}, {true, "true"}, {3.0, "3"}, {[]any{"a", 2.0}, "a,2"},
	}
	for _, tt := range tests {
		if got, err := flagValue(tt.in); err != nil || got != tt.want {
			t.Errorf("flagValue(%v) = %q, %v", tt.in, got, err)
		}
	}
	for _, bad := range []any{nil, map[string]any{}} {
		if got, err := flagValue(bad); err == nil {
			t.Errorf("flagValue(%v) = %q", bad, got)
		}
	}
}
