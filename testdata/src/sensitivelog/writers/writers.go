// Package writers logs to files, buffers and writers that are logs by name.
package writers

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/gin-gonic/gin"
)

var (
	auditLog *os.File
	catalog  *os.File
)

type job struct {
	logFile io.Writer
	out     io.Writer
	blog    io.Writer
}

func (j *job) run(pan, last4 string) {
	fmt.Fprintf(auditLog, "pan %s\n", pan)      // want `card number pan is logged by fmt.Fprintf`
	fmt.Fprintf(j.logFile, "pan %s\n", pan)     // want `card number pan is logged by fmt.Fprintf`
	fmt.Fprintf(gin.DefaultWriter, "%s\n", pan) // want `card number pan is logged by fmt.Fprintf`
	fmt.Fprintf(auditLog, "card %s\n", last4)
	fmt.Fprintf(gin.DefaultWriter, "card %s\n", last4)
	// A catalogue, a blog and whatever the caller wants are no logs.
	fmt.Fprintf(catalog, "%s\n", pan)
	fmt.Fprintf(j.blog, "%s\n", pan)
	fmt.Fprintf(j.out, "%s\n", pan)
}

func wrapped(pan string) {
	f, err := os.OpenFile("/var/log/payments.log", os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	w := bufio.NewWriter(f)
	w.WriteString(pan) // want `card number pan is logged by \(\*bufio.Writer\).WriteString`
	var buf bytes.Buffer
	both := io.MultiWriter(&buf, os.Stderr)
	fmt.Fprintln(both, pan) // want `card number pan is logged by fmt.Fprintln`
	only := io.MultiWriter(&buf)
	fmt.Fprintln(only, pan)
	report, _ := os.Create("/srv/settlement.csv")
	fmt.Fprintln(bufio.NewWriter(report), pan)
}
