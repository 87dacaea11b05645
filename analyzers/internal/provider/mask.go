package provider

import (
	"regexp"
	"strings"
)

var (
	quotedText = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'[^']*'")
	// pairText is the value of a setting: KEY=value, key: value.
	pairText = regexp.MustCompile(`^\s*(?:-\s+)?(?:export\s+|ENV\s+|ARG\s+)?["']?[A-Za-z_][A-Za-z0-9_.-]*["']?\s*[:= ]\s*`)
	// passwordPart is the password of a URL or data source name.
	passwordPart = regexp.MustCompile(`([A-Za-z0-9_.-]+:)([^@\s"'/{}%$]{3,})(@)`)
	pwdPair      = regexp.MustCompile(`(?i)((?:password|passwd|pwd|secret|token|key)\s*=\s*)([^\s;"'&]{4,})`)
)

// MaskLine replaces everything in a line of source or configuration that could
// be a secret by its first four characters: known formats, literals and values
// that look made up, passwords in URLs. Reports that quote lines use it; that
// it masks too much is no harm.
func MaskLine(line string) string {
	var b strings.Builder
	at := 0
	for _, m := range FindSecrets(line, "") {
		if m.ID == "url-credentials" {
			continue // below: the host stays readable
		}
		b.WriteString(line[at:m.Start])
		b.WriteString(Masked(line[m.Start:m.End]))
		at = m.End
	}
	line = b.String() + line[at:]
	line = passwordPart.ReplaceAllStringFunc(line, func(s string) string {
		m := passwordPart.FindStringSubmatch(s)
		return m[1] + Masked(m[2]) + m[3]
	})
	line = quotedText.ReplaceAllStringFunc(line, func(q string) string {
		if text := q[1 : len(q)-1]; !strings.Contains(text, "…") && StrengthOf(text) >= Password {
			return q[:1] + Masked(text) + q[len(q)-1:]
		}
		return q
	})
	if loc := pairText.FindStringIndex(line); loc != nil && !strings.ContainsAny(line[loc[1]:], "({\"'`") {
		if value := strings.TrimSpace(line[loc[1]:]); StrengthOf(value) >= Password && !IsGoName(value) {
			line = line[:loc[1]] + Masked(value)
		}
	}
	return pwdPair.ReplaceAllStringFunc(line, func(s string) string {
		m := pwdPair.FindStringSubmatch(s)
		if StrengthOf(m[2]) < Password {
			return s
		}
		return m[1] + Masked(m[2])
	})
}

// goName is an identifier of a Go package, or a chain of fields.
var goName = regexp.MustCompile(`^[a-z][A-Za-z0-9]{0,20}(\.[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*)+[,;]?$`)

// IsGoName reports whether a text is the qualified name of something in Go,
// "tls.VersionTLS10": made of words, each with digits at its end at most.
func IsGoName(text string) bool {
	if !goName.MatchString(text) {
		return false
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("._,;", r) }) {
		if len(part) > 40 || brokenWord.MatchString(part) && len(part) > 8 {
			return false
		}
	}
	return true
}

// brokenWord has digits between letters more than once.
var brokenWord = regexp.MustCompile(`[0-9]+[A-Za-z]+[0-9]+[A-Za-z]`)
