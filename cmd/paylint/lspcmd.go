package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/paylint/paylint/cmd/paylint/internal/lsp"
)

// lspName is the subcommand that editors call.
const lspName = "lsp"

// lsp is `paylint lsp`: a language server on standard input and output.
func (c *command) lsp(ctx context.Context, args []string) int {
	fs := flag.NewFlagSet(lspName, flag.ContinueOnError)
	fs.SetOutput(c.stderr)
	fs.Usage = func() {
		fmt.Fprint(c.stderr, "usage: paylint lsp\n\nServes the Language Server Protocol on standard input and output, for editors.\n")
	}
	// Some clients add it whatever they are told.
	fs.Bool("stdio", true, "use standard input and output; there is nothing else")
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitError
	case fs.NArg() > 0:
		return c.fail(fmt.Errorf("lsp takes no arguments"))
	}
	return lsp.Run(ctx, c.stdin, c.stdout, lsp.Config{
		Version: version(),
		Log:     c.stderr,
		Loading: collectRarely,
		Options: func(dir string, flags []string) (lsp.Options, error) { return c.editorOptions(dir, flags) },
	})
}

// editorOptions resolves the settings of a directory as the command line does.
func (c *command) editorOptions(dir string, flags []string) (lsp.Options, error) {
	quiet := *c
	quiet.stdout = c.stderr // standard output belongs to the protocol
	o, err := quiet.parseFlags("paylint", append([]string{"-C=" + dir}, flags...))
	if err != nil {
		return lsp.Options{}, err
	}
	if len(o.patterns) > 0 {
		return lsp.Options{}, fmt.Errorf("%q is no flag", o.patterns[0])
	}
	opts := o.driverOptions()
	if !o.noCache {
		if err := o.useCache(&opts); err != nil {
			return lsp.Options{}, err
		}
	}
	// The go command takes the directory of a workspace from here.
	opts.Env = append(os.Environ(), "PWD="+filepath.Clean(dir))
	return lsp.Options{Driver: opts, Docs: o.docs(opts.Analyzers)}, nil
}

// collectRarely sets the garbage collector up for the analysis of a whole
// module; the function that is returned sets it up for a process that stays,
// and does little.
func collectRarely() (done func()) {
	gc := newCollector()
	return func() {
		gc.close()
		if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
			debug.SetGCPercent(resident)
			debug.SetMemoryLimit(math.MaxInt64)
		}
		debug.FreeOSMemory()
	}
}

// resident is how far the heap of a language server may grow between
// collections.
const resident = 50 // percent
