// Command golangci is golangci-lint with paylint built in.
//
// It is what `golangci-lint custom` makes from .custom-gcl.yml, built from the
// Go module proxy alone: a plain main over golangci-lint's own command package.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/paylint/paylint/plugin" // registers the linters
)

func main() {
	// "(devel)" keeps golangci-lint from comparing its version with the
	// configuration's and from offering updates.
	info := commands.BuildInfo{GoVersion: runtime.Version(), Version: "(devel)", Commit: "?", Date: ""}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}
