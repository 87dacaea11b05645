// Package lsp is the language server behind `paylint lsp`.
//
// It talks the Language Server Protocol 3.18 over standard input and output,
// beside gopls, which has no hook for analyzers of third parties. It publishes
// findings while code is typed, from unsaved buffers; offers suggested fixes
// and suppression directives as code actions; and explains a finding on hover.
//
// Every module, or workspace of modules, is a view with a [driver.Session] of
// its own, which keeps packages in memory. Messages of the client change state
// and wake the views; analysis happens in one goroutine per view.
package lsp

import (
	"io"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// Config is what the server needs from the command that it is part of.
type Config struct {
	// Version is what the client is told.
	Version string
	// Options returns how the packages of a directory are analysed, with these
	// flags of the command line, which win over the configuration file.
	Options func(dir string, flags []string) (Options, error)
	// Loading, when not nil, is called before a whole module is analysed, and
	// what it returns afterwards.
	Loading func() (done func())
	// Log receives what goes wrong before there is a client to tell.
	Log io.Writer
}

// Options are the resolved settings of one view.
type Options struct {
	// Driver has no patterns and no directory yet.
	Driver driver.Options
	Docs   []*analyzers.Doc
}
