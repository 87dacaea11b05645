package fix

import (
	"errors"
	"strings"
	"testing"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

const source = "package p\n\nvar a = one\nvar b = two\n"

// finding replaces the first occurrence of each old text in source.
func finding(oldNew ...string) driver.Finding {
	var f driver.Fix
	for i := 0; i < len(oldNew); i += 2 {
		at := strings.Index(source, oldNew[i])
		f.Edits = append(f.Edits, driver.Edit{
			Start: driver.Position{File: "/m/a.go", Offset: at},
			End:   driver.Position{File: "/m/a.go", Offset: at + len(oldNew[i])},
			New:   oldNew[i+1],
		})
	}
	return driver.Finding{Fixes: []driver.Fix{f}}
}

func read(text string) func(string) ([]byte, error) {
	return func(string) ([]byte, error) { return []byte(text), nil }
}

func insert(before, text string) driver.Finding {
	f := finding(before, text)
	f.Fixes[0].Edits[0].End = f.Fixes[0].Edits[0].Start
	return f
}

func TestMake(t *testing.T) {
	suppressed := finding("one", "1")
	suppressed.Suppressed = &driver.Suppression{Reason: "x"}
	for _, tt := range []struct {
		name              string
		findings          []driver.Finding
		want              string // "" means unchanged
		applied, conflict int
	}{
		{"nothing", nil, "", 0, 0},
		{"several in one file", []driver.Finding{finding("two", "2"), finding("one", "1")}, "package p\n\nvar a = 1\nvar b = 2\n", 2, 0},
		{"formatted afterwards", []driver.Finding{finding("one", "[]int{1,2}")}, "package p\n\nvar a = []int{1, 2}\nvar b = two\n", 1, 0},
		{"overlap: the first wins", []driver.Finding{finding("one", "1"), finding("= one", "= 11")}, "package p\n\nvar a = 1\nvar b = two\n", 1, 1},
		{"all or nothing", []driver.Finding{finding("one", "1"), finding("two", "2", "one", "3")}, "package p\n\nvar a = 1\nvar b = two\n", 1, 1},
		{"equal edits count once", []driver.Finding{insert("var a", "// x\n"), insert("var a", "// x\n")}, "package p\n\n// x\nvar a = one\nvar b = two\n", 2, 0},
		{"two insertions at one place have no order", []driver.Finding{insert("var a", "// x\n"), insert("var a", "// y\n")}, "package p\n\n// x\nvar a = one\nvar b = two\n", 1, 1},
		{"overlaps itself", []driver.Finding{finding("= one", "= 1", "one", "2")}, "", 0, 1},
		{"suppressed", []driver.Finding{suppressed}, "", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan, err := Make(tt.findings, read(source))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(plan.Changes) > 0 {
				got = string(plan.Changes[0].New)
			}
			if got != tt.want || plan.Applied != tt.applied || plan.Conflicts != tt.conflict {
				t.Errorf("%d applied, %d in conflict:\n%s", plan.Applied, plan.Conflicts, got)
			}
		})
	}
}

func TestUnformattedFilesAreLeftAsTheyAre(t *testing.T) {
	const messy = "package p\n\nvar a = one\nvar   b=two\n"
	plan, err := Make([]driver.Finding{finding("one", "1")}, read(messy))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(plan.Changes[0].New); got != "package p\n\nvar a = 1\nvar   b=two\n" {
		t.Errorf("got\n%s", got)
	}
}

func TestErrors(t *testing.T) {
	if _, err := Make([]driver.Finding{finding("one", "(")}, read(source)); err == nil || !strings.Contains(err.Error(), "does not leave Go code") {
		t.Errorf("a fix that breaks the code: %v", err)
	}
	if _, err := Make([]driver.Finding{finding("two", "2")}, read("package p\n")); err == nil || !strings.Contains(err.Error(), "changed while") {
		t.Errorf("a file that became shorter: %v", err)
	}
	want := errors.New("gone")
	if _, err := Make([]driver.Finding{finding("two", "2")}, func(string) ([]byte, error) { return nil, want }); !errors.Is(err, want) {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

func TestDiff(t *testing.T) {
	plan, err := Make([]driver.Finding{finding("two", "2")}, read(source))
	if err != nil {
		t.Fatal(err)
	}
	const want = `--- a/a.go
+++ b/a.go
@@ -1,4 +1,4 @@
 package p
 
 var a = one
-var b = two
+var b = 2
`
	if got := string(plan.Diff("/m")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
