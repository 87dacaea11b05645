// Package explain prints the documentation of checks and controls.
package explain

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/edits"
)

// width is the column at which prose is wrapped.
const width = 80

// Run prints to w what the names in args mean: checks ("certverify"),
// categories ("certverify/skip-verify") or controls ("COM-2"), in any case.
// Without names it lists everything. An unknown name is an error that names
// the nearest known one; nothing is printed then.
func Run(w io.Writer, args []string) error {
	return run(w, args, analyzers.Docs())
}

func run(w io.Writer, args []string, docs []*analyzers.Doc) error {
	type topic func(p *printer)
	var topics []topic
	for _, arg := range args {
		name, category, hasCategory := strings.Cut(strings.ToLower(arg), "/")
		if c, ok := analyzers.ControlByID(strings.ToUpper(arg)); ok {
			topics = append(topics, func(p *printer) { p.control(c, docs) })
			continue
		}
		i := slices.IndexFunc(docs, func(d *analyzers.Doc) bool { return d.Name == name })
		switch {
		case i >= 0 && hasCategory:
			j := slices.IndexFunc(docs[i].Categories, func(c analyzers.Category) bool { return c.Name == category })
			if j < 0 {
				var names []string
				for _, c := range docs[i].Categories {
					names = append(names, c.Name)
				}
				return fmt.Errorf("check %s has no category %q (it has: %s)", name, category, strings.Join(names, ", "))
			}
			topics = append(topics, func(p *printer) { p.category(docs[i], docs[i].Categories[j]) })
		case i >= 0:
			topics = append(topics, func(p *printer) { p.check(docs[i]) })
		case strings.EqualFold(arg, "paylint/suppression"):
			topics = append(topics, (*printer).suppression)
		case slices.ContainsFunc(analyzers.Controls(), func(c analyzers.Control) bool { return slices.Contains(c.Checks, name) }):
			return fmt.Errorf("check %q is planned and does not exist yet", name)
		default:
			return fmt.Errorf("%q is no check or control; did you mean %s?", arg, nearest(arg, docs))
		}
	}
	p := &printer{w: bufio.NewWriter(w)}
	if len(topics) == 0 {
		p.list(docs)
	}
	for i, t := range topics {
		if i > 0 {
			p.line("")
			p.line(strings.Repeat("-", width))
			p.line("")
		}
		t(p)
	}
	return p.w.Flush()
}

// nearest returns the known name with the fewest edits to arg.
func nearest(arg string, docs []*analyzers.Doc) string {
	best, least := "", 1<<30
	consider := func(name string) {
		if d := edits.Distance(strings.ToLower(arg), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	for _, d := range docs {
		consider(d.Name)
	}
	for _, c := range analyzers.Controls() {
		consider(c.ID)
	}
	return best
}
