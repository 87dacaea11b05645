package main

import (
	"flag"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// isVet reports whether the go command calls paylint as a vet tool.
func isVet(args []string) bool {
	for i, arg := range args {
		name := strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-")
		if arg != name && (name == "flags" || strings.HasPrefix(name, "V=")) {
			return true
		}
		if i == len(args)-1 && strings.HasSuffix(arg, ".cfg") {
			return true
		}
	}
	return false
}

// vetMain is paylint as a vet tool. Configuration comes as flags only: the go
// command caches what a vet tool says, and a file's content would not be part
// of its key.
func vetMain() {
	suite := analyzers.New()
	suite.Config.RegisterFlags(flag.CommandLine)
	all, _ := driver.Guard(append(suite.Analyzers, suite.Directives(suite.Analyzers)))
	unitchecker.Main(all...)
}
