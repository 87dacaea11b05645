package checklist

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Formats are the names that [Write] knows.
var Formats = []string{"md", "html", "json"}

// Write writes the report in a format of [Formats].
func Write(w io.Writer, r *Report, format string) error {
	switch format {
	case "md":
		return Markdown(w, r)
	case "html":
		return HTML(w, r)
	case "json":
		return JSON(w, r)
	}
	return fmt.Errorf("unknown format %q; known are %s", format, strings.Join(Formats, ", "))
}

// JSON writes the report as one object that conforms to
// schema/checklist.schema.json.
func JSON(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// link is the address of a place: absolute when the repository's address is
// known, else relative to the module's root.
func (r *Report) link(p Place) string {
	segments := strings.Split(p.File, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return fmt.Sprintf("%s%s#L%d", r.linkBase, strings.Join(segments, "/"), p.Line)
}

// at is a place for people.
func at(p Place) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// shownStatus is a status as people read it; the sign makes it readable
// without colours.
var shownStatus = map[Status]string{
	Failed: "✗ failed", Open: "○ open", Clear: "– clear", Attested: "✎ attested", Verified: "✓ verified",
}

// meaning explains the statuses below the report.
var meaning = map[Status]string{
	Failed:   "there are findings",
	Open:     "nothing shows that it is met: it needs attestation, or a check is missing or did not see everything",
	Clear:    "the checks ran and found neither a violation nor evidence that could show it",
	Attested: "a person vouches for it",
	Verified: "evidence in the code, no findings",
}

// blocking are the critical controls that are failed or open.
func (r *Report) blocking() []Control {
	var out []Control
	for _, c := range r.Controls {
		if c.Critical && (c.Status == Failed || c.Status == Open) {
			out = append(out, c)
		}
	}
	return out
}

// verdict is the report in one sentence.
func (r *Report) verdict() string {
	if r.Ready {
		return "Ready: no critical control is failed or open."
	}
	var parts []string
	if n := r.Critical.Failed; n > 0 {
		parts = append(parts, count(n, "critical control")+" failed")
	}
	if n := r.Critical.Open; n > 0 {
		parts = append(parts, count(n, "critical control")+" open")
	}
	if n := len(r.Incomplete); n > 0 {
		parts = append(parts, count(n, "package")+" could not be analysed")
	}
	return "Not ready: " + strings.Join(parts, ", ") + "."
}

// suppressed are all suppressed findings, each once.
func (r *Report) suppressed() []Finding {
	type key struct {
		check, category string
		place           Place
	}
	seen := make(map[key]bool)
	var out []Finding
	for _, c := range r.Controls {
		for _, f := range c.Suppressed {
			k := key{f.Check, f.Category, f.Place}
			if !seen[k] {
				seen[k] = true
				out = append(out, f)
			}
		}
	}
	return out
}

func (c Counts) of(s Status) int {
	switch s {
	case Failed:
		return c.Failed
	case Verified:
		return c.Verified
	case Clear:
		return c.Clear
	case Attested:
		return c.Attested
	}
	return c.Open
}

// revision is the commit as people read it.
func (r *Report) revision() string {
	switch {
	case r.Commit == "":
		return "not under version control"
	case r.Modified:
		return r.Commit + ", with local changes"
	}
	return r.Commit
}
