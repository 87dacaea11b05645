package checklist

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/paylint/paylint/analyzers"
)

// context is how many lines an excerpt shows on either side of a place.
const context = 2

// maxExcerptLines caps an excerpt of a place that spans many lines.
const maxExcerptLines = 12

// Line is one line of an excerpt.
type Line struct {
	Number int
	Text   string
	// Hit is true for the lines of the place itself.
	Hit bool
}

// excerpt returns the lines around a place, with secrets masked; nil when the
// file cannot be read. With strict, every literal on the place's lines is
// masked: the place is where a secret was found.
func (r *Report) excerpt(p Place, strict bool) []Line {
	if r.source == nil {
		return nil
	}
	src, err := r.source(p.File)
	if err != nil {
		return nil
	}
	all := bytes.Split(bytes.TrimSuffix(src, []byte("\n")), []byte("\n"))
	if p.Line < 1 || p.Line > len(all) {
		return nil
	}
	end := min(max(p.EndLine, p.Line), p.Line+maxExcerptLines-1)
	from, to := max(1, p.Line-context), min(len(all), end+context)
	var lines []Line
	for n := from; n <= to; n++ {
		hit := p.Line <= n && n <= end
		text := printable(strings.TrimRight(string(all[n-1]), "\r"))
		lines = append(lines, Line{Number: n, Text: mask(text, strict && hit || r.holdsSecret(p.File, n)), Hit: hit})
	}
	return undent(lines)
}

// holdsSecret reports whether a secret was found on a line: other excerpts that
// show the line must not give it away.
func (r *Report) holdsSecret(file string, line int) bool {
	if r.secrets == nil {
		r.secrets = make(map[string]map[int]bool)
		for _, f := range r.findings {
			if f.Check != "hardcodedsecret" { // which reports every key that envmix does
				continue
			}
			if r.secrets[f.File] == nil {
				r.secrets[f.File] = make(map[int]bool)
			}
			for n := f.Line; n <= max(f.EndLine, f.Line); n++ {
				r.secrets[f.File][n] = true
			}
		}
	}
	return r.secrets[file][line]
}

// findsSecrets reports whether a check's findings stand at secrets.
func findsSecrets(check string) bool { return check == "hardcodedsecret" || check == "envmix" }

// undent removes the leading tabs that all lines share and writes the others
// as four spaces.
func undent(lines []Line) []Line {
	shared := -1
	for _, l := range lines {
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		if tabs := len(l.Text) - len(strings.TrimLeft(l.Text, "\t")); shared < 0 || tabs < shared {
			shared = tabs
		}
	}
	for i, l := range lines {
		text := l.Text
		if len(text) >= shared && shared > 0 {
			text = text[shared:]
		}
		tabs := len(text) - len(strings.TrimLeft(text, "\t"))
		lines[i].Text = strings.Repeat("    ", tabs) + text[tabs:]
	}
	return lines
}

// printable replaces control characters, which could disturb a terminal or
// hide text in a report.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

var (
	literal = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`")
	// opaque is a run of characters that keys, tokens and PEM bodies consist of.
	opaque = regexp.MustCompile(`[A-Za-z0-9+/_=.~-]{16,}`)
	digit  = regexp.MustCompile(`[0-9]`)
	// cardNumber is a run of digits as long as a card number, with or without
	// separators.
	cardNumber = regexp.MustCompile(`\b[0-9](?:[ -]?[0-9]){12,18}\b`)
	// prefixed are the shapes of providers' keys, whatever their length.
	prefixed = regexp.MustCompile(`\b((?:sk|rk|pk|whsec|sq0[a-z]{3}|shpat|xox[abp]|gh[pousr]|AKIA|ASIA|EAAA)[_-]?(?:live|test)?[_-]?)[A-Za-z0-9+/=_-]{6,}`)
)

// mask replaces what looks like a secret by its first four characters and an
// ellipsis. With strict every literal longer than that is masked.
func mask(line string, strict bool) string {
	line = analyzers.MaskLine(line)
	line = cardNumber.ReplaceAllStringFunc(line, func(s string) string { return s[:4] + "…" })
	line = prefixed.ReplaceAllString(line, "${1}…")
	if strict {
		line = literal.ReplaceAllStringFunc(line, func(s string) string {
			if len(s) <= 6 {
				return s
			}
			return s[:1] + firstRunes(s[1:len(s)-1], 4) + "…" + s[len(s)-1:]
		})
	}
	return opaque.ReplaceAllStringFunc(line, func(s string) string {
		if analyzers.IsGoName(s) || !secretLike(s) && !(strict && len(s) >= 24 && !strings.Contains(s, ".")) {
			return s
		}
		return s[:4] + "…"
	})
}

// secretLike reports whether a run of characters is more likely a key than a
// name, path or host.
func secretLike(s string) bool {
	if strings.Contains(s, "://") || strings.Count(s, ".") > 2 || strings.Count(s, "/") > 2 && len(s) < 40 {
		return false
	}
	digits := len(digit.FindAllString(s, -1))
	// Names change between upper case, lower case and digits once or twice a
	// word; random text does at every other character.
	random := changes(s)*10 > len(s)*4
	switch {
	case len(s) >= 40:
		return random || digits >= 2 && !strings.ContainsAny(s, "_-.") // lines of PEM
	case len(s) >= 24:
		return random || digits >= 8
	}
	return random && digits >= 3
}

// changes counts neighbours of different kinds.
func changes(s string) int {
	kind := func(c byte) int {
		switch {
		case '0' <= c && c <= '9':
			return 0
		case 'A' <= c && c <= 'Z':
			return 1
		case 'a' <= c && c <= 'z':
			return 2
		}
		return 3
	}
	n := 0
	for i := 1; i < len(s); i++ {
		if kind(s[i]) != kind(s[i-1]) {
			n++
		}
	}
	return n
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
