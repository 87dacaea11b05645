package output

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns text that was taken from what is analysed (names of files,
// constants, error messages) in a form that a terminal shows as it is: control
// characters, line breaks, characters that change the direction of writing and
// bytes that are no UTF-8 are written as Go escapes. Whoever writes the code
// must not be able to add lines to the report, to hide some or to colour them.
func Printable(s string) string {
	ok := utf8.ValidString(s)
	for _, r := range s {
		ok = ok && unicode.IsPrint(r)
	}
	if ok {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
		i += n
	}
	return b.String()
}

// PrintableLines is [Printable] for text of several lines.
func PrintableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Printable(l)
	}
	return strings.Join(lines, "\n")
}

// atLineStart keeps a path (a //line directive can name any) from being read as
// a command to the CI system whose log it is printed to.
func atLineStart(path string) string {
	if strings.HasPrefix(path, "::") || strings.HasPrefix(path, "##") {
		return "./" + path
	}
	return path
}
