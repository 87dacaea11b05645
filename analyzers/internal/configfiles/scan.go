package configfiles

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// scanner looks through one file.
type scanner struct {
	file, rel, text string
	names           *naming.Names
	kind            fileKind
	out             []Finding
	// done are the ranges that are reported.
	done []provider.Match
}

func (s *scanner) scan() []Finding {
	if s.kind == ordinary && saysProduction(s.text) {
		s.kind = production
	}
	// Whole text: formats that need no context, keys over several lines.
	for _, m := range provider.FindSecrets(s.text, "") {
		s.secret(m)
	}
	offset := 0
	for line := range strings.Lines(s.text) {
		if len(line) <= maxLine {
			s.line(line, offset)
		}
		offset += len(line)
	}
	slices.SortFunc(s.out, func(a, b Finding) int { return a.Offset - b.Offset })
	return s.out
}

// environmentLine names the environment that a file is for.
var environmentLine = regexp.MustCompile(`(?im)^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|ENV[ \t]+)?["']?(?:[a-z0-9]+_)?(?:env|environment|gin_mode|run_mode)["']?[ \t]*[:=][ \t]*["']?([a-z]+)["']?,?[ \t]*\r?$`)

// saysProduction reports whether a file names its environment, and that is
// production.
func saysProduction(text string) bool {
	found := environmentLine.FindAllStringSubmatch(text, 4)
	for _, m := range found {
		switch strings.ToLower(m[1]) {
		case "production", "prod", "live", "release":
		default:
			return false
		}
	}
	return len(found) > 0
}

// keyOf takes the name off a line: KEY=value, key: value, "key": "value",
// ENV KEY value, - KEY=value.
var keyOf = regexp.MustCompile(`^\s*(?:-\s+)?(?:export\s+|ENV\s+|ARG\s+|set\s+)?["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?\s*[:= ]\s*`)

// line looks for formats that count under a fitting name only, and for hosts of
// the wrong environment.
func (s *scanner) line(line string, offset int) {
	text := strings.TrimLeft(line, " \t")
	if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "//") || strings.HasPrefix(text, ";") {
		return
	}
	m := keyOf.FindStringSubmatchIndex(line)
	if m == nil {
		return
	}
	key, value := line[m[2]:m[3]], line[m[1]:]
	if s.names.SecretName(key) || strings.HasSuffix(strings.ToLower(key), "key") {
		for _, found := range provider.FindSecrets(value, key+" "+path.Base(s.rel)) {
			found.Start += offset + m[1]
			found.End += offset + m[1]
			s.secret(found)
		}
	}
	if s.kind == production {
		s.host(value, offset+m[1])
	}
}

var urlRE = regexp.MustCompile(`[a-z]+://[^\s"'<>]+`)

// host reports a sandbox host in a file for production.
func (s *scanner) host(value string, offset int) {
	for _, loc := range urlRE.FindAllStringIndex(value, 4) {
		url := value[loc[0]:loc[1]]
		if h, ok := provider.HostOfURL(url); ok && h.Env == provider.Sandbox {
			s.add("envmix", "test-in-production", "", offset+loc[0], offset+loc[1],
				fmt.Sprintf("the sandbox host %s is in the configuration of production; use the provider's production host", provider.HostInURL(url)))
		}
	}
}

var testMark = regexp.MustCompile(`(?i)test|dummy|fake|example|sample|mock|fixture|invalid|insecure|self[-_ ]?signed`)

// secret reports a secret in the file, and one of the wrong environment.
func (s *scanner) secret(m provider.Match) {
	for _, d := range s.done {
		if m.Start < d.End && d.Start < m.End {
			return
		}
	}
	secret := s.text[m.Start:m.End]
	quiet := s.kind == sample || s.kind == testing
	if m.ID == "pem-private-key" {
		if quiet && (!provider.ParsesAsPrivateKey(s.text[m.Start:]) || testMark.MatchString(s.rel)) {
			return
		}
		s.done = append(s.done, m)
		s.add("hardcodedsecret", "private-key", "", m.Start, m.End, "a private key is in a tracked file; load it from a vault or key management service, and replace this one")
		return
	}
	if quiet && m.Class != provider.Live || provider.DocumentationKey(secret) || s.local(m, secret) {
		return
	}
	s.done = append(s.done, m)
	severity := catalog.Severity("")
	if m.Class == provider.Test || m.Weak {
		severity = catalog.Warning
	}
	shown := secret
	if m.ID == "url-credentials" {
		_, rest, _ := strings.Cut(secret, "://")
		_, shown, _ = strings.Cut(rest, ":")
	}
	name := s.keyAt(m.Start)
	what := m.What
	s.add("hardcodedsecret", "known-format", severity, m.Start, m.End,
		fmt.Sprintf("%s %s (%s)%s is in a tracked file; keep it in the environment or a vault, and revoke this one", article(what), what, provider.Masked(shown), name))
	switch {
	case m.Class == provider.Live && (s.kind == testing || s.kind == sample):
		s.add("envmix", "live-in-test", "", m.Start, m.End,
			fmt.Sprintf("%s %s (%s) is in a file for tests, development or copying; use a key of the sandbox", article(what), what, provider.Masked(shown)))
	case m.Class == provider.Test && s.kind == production:
		s.add("envmix", "test-in-production", "", m.Start, m.End,
			fmt.Sprintf("%s %s (%s) is in the configuration of production; use the production key there", article(what), what, provider.Masked(shown)))
	}
}

// local reports a password for a service on the same machine or network: the
// compose files of development.
func (s *scanner) local(m provider.Match, secret string) bool {
	if m.ID != "url-credentials" {
		return false
	}
	host := s.text[m.End:]
	if i := strings.IndexAny(host, "/?#, \t\r\n\"'"); i >= 0 {
		host = host[:i]
	}
	switch provider.ReachOf(host) {
	case provider.Loopback, provider.Local, provider.Documentation:
		return true
	}
	return false
}

func article(what string) string {
	if strings.ContainsRune("AEIOU", rune(what[0])) {
		return "an"
	}
	return "a"
}

// keyAt is " for KEY", the name on the line of a secret, when there is one that
// cannot be a secret itself.
func (s *scanner) keyAt(offset int) string {
	start := strings.LastIndexByte(s.text[:offset], '\n') + 1
	m := keyOf.FindStringSubmatchIndex(s.text[start:min(len(s.text), offset+1)])
	if m == nil {
		return ""
	}
	key := s.text[start+m[2] : start+m[3]]
	if len(key) > 60 || provider.StrengthOf(key) >= provider.Password || len(provider.FindSecrets(key, "")) > 0 {
		return ""
	}
	return " for " + key
}

// add records a finding; severity "" is the category's.
func (s *scanner) add(check, category string, severity catalog.Severity, start, end int, message string) {
	doc := docs[check]
	if severity == "" {
		severity = doc.Category(category).Severity
	}
	lineStart := strings.LastIndexByte(s.text[:start], '\n') + 1
	column := start - lineStart + 1
	s.out = append(s.out, Finding{
		Check: check, Category: category, Severity: severity,
		Controls: doc.ControlsOf(category), CWE: doc.CWEOf(category),
		Message: message + " [" + strings.Join(doc.ControlsOf(category), ", ") + "]",
		File:    s.file, Line: strings.Count(s.text[:start], "\n") + 1, Column: column, EndColumn: column + end - start,
		Offset: start, EndOffset: end,
	})
}
