package memo

import (
	"strconv"
	"strings"
	"testing"
)

func TestFunc(t *testing.T) {
	calls := 0
	f := New(func(s string) int { calls++; return len(s) })
	for range 3 {
		if got := f.Of("abc"); got != 3 {
			t.Fatalf("Of(abc) = %d", got)
		}
	}
	if calls != 1 {
		t.Errorf("computed %d times", calls)
	}
	long := strings.Repeat("x", maxLength+1)
	f.Of(long)
	f.Of(long)
	if calls != 3 {
		t.Errorf("a long name is kept: computed %d times, want 3", calls)
	}
	for i := range maxNames + 10 {
		f.Of(strconv.Itoa(i))
	}
	before := calls
	for range 2 {
		if got := f.Of("another"); got != 7 {
			t.Errorf("Of(another) = %d", got)
		}
	}
	if calls != before+2 {
		t.Errorf("more than %d names are kept", maxNames)
	}
}
