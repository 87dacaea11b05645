package ssaflow

import "testing"

func TestVerbOf(t *testing.T) {
	tests := []struct {
		format string
		elem   int
		want   Verb
		ok     bool
	}{
		{"%s", 0, Verb{Char: 's'}, true},
		{"a %d%% %+v", 1, Verb{Char: 'v'}, true},
		{"%#v %T", 0, Verb{Char: 'v', Sharp: true}, true},
		{"%#v %T", 1, Verb{Char: 'T'}, true},
		{"%*d %s", 0, Verb{Char: 'd'}, true},
		{"%*d %s", 2, Verb{Char: 's'}, true},
		{"%[2]q %[1]p", 0, Verb{Char: 'p'}, true},
		{"%-10.3f|", 0, Verb{Char: 'f'}, true},
		{"%.4s…", 0, Verb{Char: 's', Short: true}, true},
		{"%-8.6q %s", 0, Verb{Char: 'q', Short: true}, true},
		{"%-8.6q %s", 1, Verb{Char: 's'}, true},
		{"%.16s", 0, Verb{Char: 's'}, true},
		{"%4s", 0, Verb{Char: 's'}, true},
		{"%s", 1, Verb{}, false},
		{"100%", 0, Verb{}, false},
		{"%[x", 0, Verb{}, false},
	}
	for _, tt := range tests {
		if got, ok := verbOf(tt.format, tt.elem); got != tt.want || ok != tt.ok {
			t.Errorf("verbOf(%q, %d) = %v %v, want %v %v", tt.format, tt.elem, got, ok, tt.want, tt.ok)
		}
	}
}
