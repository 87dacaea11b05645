package output

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// obj is a JSON object; the encoder sorts its keys.
type obj = map[string]any

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	homepage    = "https://github.com/paylint/paylint"
	srcRoot     = "%SRCROOT%"
	fingerprint = "paylint/v1"
)

// sarif writes a SARIF 2.1.0 log. Columns are UTF-16 code units, URIs relative
// to the repository's root.
func (r *Report) sarif(w io.Writer) error {
	s := &sarifWriter{Report: r, index: make(map[string]int), lines: make(map[string][]string), prints: make(map[string]int)}
	rules := s.rules()
	results := []obj{}
	for _, f := range r.Findings {
		results = append(results, s.result(f))
	}
	notifications := []obj{}
	for _, i := range r.Incomplete {
		n := obj{"level": "error", "message": obj{"text": i.Package + " was not analysed: " + i.Error}}
		if i.Pos.File != "" {
			n["locations"] = []obj{{"physicalLocation": s.physical(i.Pos, i.Pos)}}
		}
		notifications = append(notifications, n)
	}
	log := obj{
		"$schema": sarifSchema,
		"version": "2.1.0",
		"runs": []obj{{
			"tool": obj{"driver": obj{
				"name": "paylint", "version": r.Version, "informationUri": homepage, "rules": rules,
			}},
			"columnKind":         "utf16CodeUnits",
			"originalUriBaseIds": obj{srcRoot: obj{"description": obj{"text": "The root of the repository."}}},
			"invocations":        []obj{{"executionSuccessful": len(r.Incomplete) == 0, "toolExecutionNotifications": notifications}},
			"results":            results,
		}},
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(log)
}

type sarifWriter struct {
	*Report
	index  map[string]int      // rule id -> place in the list
	lines  map[string][]string // file -> its lines
	prints map[string]int      // fingerprint -> how often it was given
}

// rules are the categories of all checks that ran.
func (s *sarifWriter) rules() []obj {
	rules := []obj{}
	for _, d := range s.Docs {
		for _, c := range d.Categories {
			id := d.Name + "/" + c.Name
			s.index[id] = len(rules)
			tags := []string{"security"}
			for _, cwe := range d.CWEOf(c.Name) {
				tags = append(tags, "external/cwe/"+strings.ToLower(cwe))
			}
			tags = append(tags, d.ControlsOf(c.Name)...)
			rules = append(rules, obj{
				"id":               id,
				"name":             camel(d.Name) + camel(c.Name),
				"shortDescription": obj{"text": sentence(c.Summary)},
				"fullDescription":  obj{"text": sentence(d.Title) + " " + d.Why},
				"help":             obj{"text": helpText(d, c), "markdown": helpMarkdown(d, c)},
				"helpUri":          d.URL(),
				"defaultConfiguration": obj{
					"level": level(c.Severity),
				},
				"properties": obj{
					"tags":              tags,
					"precision":         precision(c.Severity),
					"problem.severity":  level(c.Severity),
					"security-severity": securitySeverity(c.Severity, d.ControlsOf(c.Name)),
				},
			})
		}
	}
	return rules
}

func level(s analyzers.Severity) string {
	if s == analyzers.SeverityError {
		return "error"
	}
	return "warning"
}

// precision is how rarely a rule is wrong; an error is only reported when it
// is certain.
func precision(s analyzers.Severity) string {
	if s == analyzers.SeverityError {
		return "high"
	}
	return "medium"
}

// securitySeverity is a CVSS-like number: from 7.0 on GitHub shows "high",
// from 4.0 on "medium".
func securitySeverity(s analyzers.Severity, controls []string) string {
	switch {
	case s == analyzers.SeverityError && analyzers.AnyCritical(controls):
		return "8.1"
	case s == analyzers.SeverityError || analyzers.AnyCritical(controls):
		return "5.9"
	}
	return "4.0"
}

func helpText(d *analyzers.Doc, c analyzers.Category) string {
	parts := []string{sentence(c.Summary), d.Why, d.Details}
	if d.Fix != "" {
		parts = append(parts, "Fix: "+sentence(d.Fix))
	}
	for _, id := range d.ControlsOf(c.Name) {
		if ctl, ok := analyzers.ControlByID(id); ok {
			parts = append(parts, id+": "+sentence(ctl.Title)+" "+ctl.HowTo)
		}
	}
	return join(parts)
}

func helpMarkdown(d *analyzers.Doc, c analyzers.Category) string {
	parts := []string{"**" + sentence(c.Summary) + "**", d.Why, d.Details}
	if d.Bad != "" {
		parts = append(parts, "Reported:\n\n```go\n"+strings.TrimSpace(d.Bad)+"\n```")
	}
	if d.Good != "" {
		parts = append(parts, "Instead:\n\n```go\n"+strings.TrimSpace(d.Good)+"\n```")
	}
	if d.Fix != "" {
		parts = append(parts, "Fix: "+sentence(d.Fix))
	}
	for _, id := range d.ControlsOf(c.Name) {
		if ctl, ok := analyzers.ControlByID(id); ok {
			parts = append(parts, "* **"+id+"** "+sentence(ctl.Title)+" "+ctl.HowTo)
		}
	}
	return join(parts)
}

// join makes paragraphs of what is not empty.
func join(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n\n")
}

// sentence starts with a capital and ends with a period.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// camel makes "SkipVerify" of "skip-verify".
func camel(s string) string {
	var b strings.Builder
	for _, w := range strings.Split(s, "-") {
		if w != "" {
			b.WriteString(strings.ToUpper(w[:1]) + w[1:])
		}
	}
	return b.String()
}

func (s *sarifWriter) result(f driver.Finding) obj {
	id := f.Check + "/" + f.Category
	res := obj{
		"ruleId":              id,
		"level":               level(f.Severity),
		"message":             obj{"text": f.Message},
		"locations":           []obj{{"physicalLocation": s.physical(f.Start, f.End)}},
		"partialFingerprints": s.fingerprints(id, f),
		"properties":          obj{"controls": nonNil(f.Controls), "cwe": nonNil(f.CWE)},
	}
	if i, ok := s.index[id]; ok {
		res["ruleIndex"] = i
	}
	if s.Baseline {
		res["baselineState"] = "new"
		if f.Known {
			res["baselineState"] = "unchanged"
		}
	}
	if len(f.Trace) > 0 {
		steps := []obj{}
		for _, step := range f.Trace {
			steps = append(steps, obj{"location": obj{
				"physicalLocation": s.physical(step.Start, step.End), "message": obj{"text": step.Message},
			}})
		}
		steps = append(steps, obj{"location": obj{
			"physicalLocation": s.physical(f.Start, f.End), "message": obj{"text": f.Message},
		}})
		res["codeFlows"] = []obj{{"threadFlows": []obj{{"locations": steps}}}}
	}
	if fixes := s.fixes(f); len(fixes) > 0 {
		res["fixes"] = fixes
	}
	if f.Suppressed != nil {
		res["suppressions"] = []obj{{
			"kind": "inSource", "status": "accepted", "justification": f.Suppressed.Reason,
			"location": obj{"physicalLocation": s.physical(f.Suppressed.Start, driver.Position{})},
		}}
	}
	return res
}

func (s *sarifWriter) fixes(f driver.Finding) []obj {
	fixes := []obj{}
	for _, fix := range f.Fixes {
		var files []string
		replacements := make(map[string][]obj)
		for _, e := range fix.Edits {
			if replacements[e.Start.File] == nil {
				files = append(files, e.Start.File)
			}
			replacements[e.Start.File] = append(replacements[e.Start.File], obj{
				"deletedRegion": s.region(e.Start, e.End), "insertedContent": obj{"text": e.New},
			})
		}
		changes := []obj{}
		for _, name := range files {
			changes = append(changes, obj{"artifactLocation": s.artifact(name), "replacements": replacements[name]})
		}
		fixes = append(fixes, obj{"description": obj{"text": fix.Message}, "artifactChanges": changes})
	}
	return fixes
}

func (s *sarifWriter) physical(start, end driver.Position) obj {
	return obj{"artifactLocation": s.artifact(start.File), "region": s.region(start, end)}
}

func (s *sarifWriter) artifact(name string) obj {
	rel := Relative(s.Root, name)
	if filepath.IsAbs(rel) || strings.HasPrefix(rel, "..") {
		return obj{"uri": (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()}
	}
	return obj{"uri": (&url.URL{Path: filepath.ToSlash(rel)}).EscapedPath(), "uriBaseId": srcRoot}
}

func (s *sarifWriter) region(start, end driver.Position) obj {
	region := obj{"startLine": start.Line, "startColumn": s.column(start)}
	if end.Line >= start.Line && end.File == start.File {
		region["endLine"], region["endColumn"] = end.Line, s.column(end)
	}
	return region
}

// column is the position's column in UTF-16 code units.
func (s *sarifWriter) column(p driver.Position) int {
	line := s.line(p)
	n := min(p.Column-1, len(line))
	return p.Column - n + len(utf16.Encode([]rune(line[:n])))
}

// line returns the text of the position's line.
func (s *sarifWriter) line(p driver.Position) string {
	lines, ok := s.lines[p.File]
	if !ok {
		if src, err := s.ReadFile(p.File); err == nil {
			lines = strings.Split(string(src), "\n")
		}
		s.lines[p.File] = lines
	}
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return lines[p.Line-1]
}

// fingerprints identify a finding by rule, file and the text of its line, not
// by its number, so that an alert survives when the line moves. Equal ones are
// told apart by their order.
func (s *sarifWriter) fingerprints(id string, f driver.Finding) obj {
	text := strings.Join(strings.Fields(s.line(f.Start)), " ")
	sum := sha256.Sum256([]byte(id + "\x00" + filepath.ToSlash(Relative(s.Root, f.Start.File)) + "\x00" + text))
	fp := hex.EncodeToString(sum[:8])
	s.prints[fp]++
	fp += fmt.Sprintf(":%d", s.prints[fp])
	return obj{fingerprint: fp, "primaryLocationLineHash": fp}
}

func itoa(n int) string { return strconv.Itoa(n) }
