package config

import (
	"strings"
	"testing"
	"time"
)

func FuzzPaths(f *testing.F) {
	f.Add("**/*.pb.go", "/m/a/b.pb.go", "/m")
	f.Add("internal/[a-", "/m/internal/x.go", "")
	f.Add("**/**/a/**/b", "a/a/a/b/b", "")
	f.Add("./", "/", "/m")
	f.Fuzz(func(t *testing.T, pattern, file, root string) {
		p := Paths{Root: root, Patterns: []string{pattern}}
		valid := p.Valid() == nil
		if p.Match(file) && !valid && !strings.ContainsAny(pattern, "[\\") {
			t.Fatalf("malformed pattern %q matches %q", pattern, file)
		}
		(&Paths{Patterns: []string{pattern}}).Match(file)
	})
}

// A pattern in a repository's configuration must not stop the analysis.
func TestManyStars(t *testing.T) {
	p := Paths{Patterns: []string{strings.Repeat("**/a/", 40) + "z"}}
	file := "/" + strings.Repeat("a/", 100) + "x.go"
	start := time.Now()
	if p.Match(file) {
		t.Error("it matches")
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
