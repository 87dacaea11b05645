// Command docgen writes the generated parts of README.md and of
// .golangci.example.yml: the tables of checks, categories and controls, and the
// list of linters. They stand between lines with "generated:NAME" and
// "generated:end". Run it with `go generate ./...`; a test refuses drift.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	for _, name := range files {
		if err := rewrite(filepath.Join(root, name)); err != nil {
			fmt.Fprintf(os.Stderr, "docgen: %v\n", err)
			os.Exit(1)
		}
	}
}

func rewrite(file string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := fill(old)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if bytes.Equal(old, text) {
		return nil
	}
	return os.WriteFile(file, text, 0o644)
}
