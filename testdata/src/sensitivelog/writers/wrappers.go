package writers

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// line writes to whatever it is given.
func line(w io.Writer, text string) { fmt.Fprintln(w, text) }

// titled hands it on.
func titled(w io.Writer, text string) { line(w, "card "+text) }

// jsonLogger is a logger by its name.
type jsonLogger struct{ out io.Writer }

func (l *jsonLogger) info(msg string, v any) { fmt.Fprintf(l.out, "%s %v\n", msg, v) }

// page is none.
type page struct{ out io.Writer }

func (p *page) row(v any) { fmt.Fprintf(p.out, "<td>%v</td>\n", v) }

func handed(pan, last4 string, l *jsonLogger, p *page) {
	var buf bytes.Buffer
	line(os.Stderr, pan) // want `card number pan is logged by writers.line`
	line(&buf, pan)
	line(os.Stderr, last4)
	titled(os.Stderr, pan) // want `card number pan is logged by writers.titled`
	titled(&buf, pan)
	l.info("card", pan) // want `card number pan is logged by \(\*writers.jsonLogger\).info`
	l.info("card", last4)
	p.row(pan)
}

func files(dir, pan string) {
	f, _ := os.Create(filepath.Join(dir, "payments.log"))
	fmt.Fprintln(f, pan) // want `card number pan is logged by fmt.Fprintln`
	g, _ := os.Create(filepath.Join(dir, "catalog.csv"))
	fmt.Fprintln(g, pan)
	t := tabwriter.NewWriter(os.Stderr, 0, 8, 1, ' ', 0)
	fmt.Fprintln(t, pan) // want `card number pan is logged by fmt.Fprintln`
	fmt.Fprintln(tabwriter.NewWriter(g, 0, 8, 1, ' ', 0), pan)
}

func clean(pan string) {
	fmt.Fprintln(auditLog, len(pan))
	fmt.Fprintln(auditLog, pan[len(pan)-4:])
	fmt.Fprintln(io.Discard, pan)
}
