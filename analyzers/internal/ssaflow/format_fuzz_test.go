package ssaflow

import "testing"

func FuzzVerbOf(f *testing.F) {
	for _, s := range []string{"%d %s", "%[2]*.[1]*f", "%", "%[", "%[]d", "%[99999999999999999999]d", "%-+# 0.3v%%%", "%!", "%[2]d%*", "\xff%\xff"} {
		f.Add(s, 0)
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, format string, elem int) {
		if v, ok := verbOf(format, elem); ok && v.Char == 0 && len(format) > 0 && format[len(format)-1] != 0 {
			for i := range len(format) {
				if format[i] == 0 {
					return
				}
			}
			t.Fatalf("no verb for operand %d of %q", elem, format)
		}
	})
}
