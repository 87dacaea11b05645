// Command paylint checks Go code that integrates with payment providers
// against a go-live checklist.
//
//	paylint [flags] [packages]
//	paylint explain [CHECK|CONTROL]
//	paylint checklist [flags] [packages]
//	paylint attest [flags] CONTROL STATEMENT...
//	paylint lsp
//	paylint cache clean|stat
//	paylint version
//
// It is also a tool for go vet -vettool. The exit status is 0 when there is
// nothing to report, 1 when there are findings, and 2 when the analysis could
// not be completed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/paylint/paylint/cmd/paylint/internal/checklist"
	"github.com/paylint/paylint/cmd/paylint/internal/explain"
	"github.com/paylint/paylint/cmd/paylint/internal/output"
)

// Exit statuses.
const (
	exitOK       = 0
	exitFindings = 1
	exitError    = 2 // usage, configuration, or the analysis is incomplete
)

func main() {
	args := os.Args[1:]
	if isVet(args) {
		vetMain() // does not return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the process
		// What does not look at the context, one large package or a slow disk,
		// is not waited for; everything that is written is written all at once.
		time.AfterFunc(grace, func() {
			fmt.Fprintln(os.Stderr, "paylint: "+interrupted)
			os.Exit(exitError)
		})
	})
	c := &command{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, terminal: isTerminal}
	os.Exit(c.run(ctx, args))
}

const (
	// grace is how long an interrupted run may take to end by itself.
	grace       = 2 * time.Second
	interrupted = "interrupted"
)

// command is one call of paylint.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	// terminal reports whether a writer is a terminal.
	terminal func(io.Writer) bool
}

// subcommand runs with the arguments after its name.
type subcommand struct {
	name, summary string
	run           func(c *command, ctx context.Context, args []string) int
}

// subcommands is a function, not a variable, because the usage lists them.
func subcommands() []subcommand {
	return []subcommand{
		{"explain", "say what a check, a category or a control means", func(c *command, _ context.Context, args []string) int {
			return c.status(explain.Run(c.stdout, args))
		}},
		{"checklist", "write the go-live checklist", (*command).checklist},
		{"attest", "vouch for a control that code cannot show", func(c *command, _ context.Context, args []string) int {
			return checklist.RunAttest(c.stdout, c.stderr, args)
		}},
		{lspName, "serve an editor (Language Server Protocol)", (*command).lsp},
		{"cache", "delete cached results, or say how many there are", func(c *command, _ context.Context, args []string) int {
			return c.status(c.cache(args))
		}},
		{"version", "print the version; with -m the modules and settings of the build", func(c *command, _ context.Context, args []string) int {
			return c.version(args)
		}},
	}
}

// run carries out a command line and returns the exit status.
func (c *command) run(ctx context.Context, args []string) int {
	if len(args) > 0 {
		for _, s := range subcommands() {
			if s.name == args[0] {
				return s.run(c, ctx, args[1:])
			}
		}
	}
	return c.check(ctx, args)
}

// fail prints an error and returns the exit status for it.
func (c *command) fail(err error) int {
	if errors.Is(err, context.Canceled) {
		err = errors.New(interrupted)
	}
	fmt.Fprintf(c.stderr, "paylint: %s\n", output.PrintableLines(err.Error()))
	return exitError
}

func (c *command) status(err error) int {
	if err != nil {
		return c.fail(err)
	}
	return exitOK
}

// isTerminal reports whether w is a terminal that understands colours.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}
