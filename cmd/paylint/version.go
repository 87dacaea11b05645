package main

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is paylint's own: a module version, or "devel" with the revision.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += "+" + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return v
}

func versionText() string {
	return fmt.Sprintf("paylint %s (%s %s/%s)", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// version prints the version, and with -m everything that the binary was built
// from, in the form of go version -m.
func (c *command) version(args []string) int {
	switch {
	case len(args) == 0:
		fmt.Fprintln(c.stdout, versionText())
	case len(args) == 1 && (args[0] == "-m" || args[0] == "--m"):
		fmt.Fprintln(c.stdout, versionText())
		if info, ok := debug.ReadBuildInfo(); ok {
			fmt.Fprint(c.stdout, info)
		}
	default:
		return c.fail(errors.New("version takes no arguments but -m"))
	}
	return exitOK
}
