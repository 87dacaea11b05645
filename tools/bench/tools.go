package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The cases, in the order in which they are measured.
const (
	first = "first"
	rerun = "rerun"
	edit  = "edit"
)

// tool is one program, or one way to call it.
type tool struct {
	name, title string
	// pkg is the program's package, "" when it is there anyway.
	pkg string
	// command says how it is called; the program's name is added to it.
	args []string
	// config is the text of a configuration file, whose name follows args.
	config string
	// fresh is an argument that makes it forget what it has cached, where that
	// is not in a directory of its own.
	fresh func() string
	cases []string
	// good are exit statuses that mean that the tool has done its work.
	good []int
}

func allTools() []tool {
	all := []string{first, rerun, edit}
	golangci := []string{"run", "--allow-parallel-runners", "--config"}
	return []tool{
		{name: "floor", title: "floor: bare load + SSA", pkg: "./bench/floor", cases: []string{first}, good: []int{0}},
		{name: "paylint", title: "**paylint**", pkg: "github.com/paylint/paylint/cmd/paylint", args: []string{"-fail-on", "never"}, cases: all, good: []int{0}},
		{name: "vet", title: "go vet", args: []string{"vet"}, cases: all, good: []int{0, 1}, fresh: func() string {
			return fmt.Sprintf("-printf.funcs=fresh%d", time.Now().UnixNano())
		}},
		{name: "gosec", title: "gosec (has no cache)", pkg: "github.com/securego/gosec/v2/cmd/gosec", args: []string{"-quiet", "-no-fail"}, cases: []string{first}, good: []int{0}},
		{name: "staticcheck", title: "staticcheck", pkg: "honnef.co/go/tools/cmd/staticcheck", cases: all, good: []int{0, 1}},
		{name: "golangci", title: "golangci-lint, its standard linters", pkg: "./golangci", args: golangci, config: golangciConfig(false), cases: all, good: []int{0, 1}},
		{name: "golangci+paylint", title: "golangci-lint, the same and paylint", pkg: "./golangci", args: golangci, config: golangciConfig(true), cases: all, good: []int{0, 1}},
	}
}

func golangciConfig(paylint bool) string {
	const text = "version: \"2\"\nlinters:\n  default: standard\n"
	if !paylint {
		return text
	}
	return text + "  enable: [paylint]\n  settings:\n    custom:\n      paylint: {type: module}\n"
}

func toolNames() []string {
	var names []string
	for _, t := range allTools() {
		names = append(names, t.name)
	}
	return names
}

// chosen returns the tools of a list of names, all for "".
func chosen(list string) ([]tool, error) {
	if list == "" {
		return allTools(), nil
	}
	var tools []tool
	for _, name := range strings.Split(list, ",") {
		i := slices.Index(toolNames(), name)
		if i < 0 {
			return nil, fmt.Errorf("no tool %q: there are %s", name, strings.Join(toolNames(), ", "))
		}
		tools = append(tools, allTools()[i])
	}
	return tools, nil
}

// build compiles the tools.
func (b *bench) build(ctx context.Context, tools []tool) error {
	for _, t := range tools {
		if t.config != "" {
			if err := os.WriteFile(b.configFile(t), []byte(t.config), 0o644); err != nil {
				return err
			}
		}
		if t.pkg == "" || exists(b.program(t)) {
			continue
		}
		fmt.Fprintf(os.Stderr, "building %s\n", t.pkg)
		cmd := exec.CommandContext(ctx, "go", "build", "-o", b.program(t), t.pkg)
		if t.name == "paylint" {
			// In its own module: its dependencies are not all this module's.
			out, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/paylint/paylint").Output()
			if err != nil {
				return fmt.Errorf("where is paylint's module: %w", err)
			}
			cmd.Dir = strings.TrimSpace(string(out))
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("build %s: %v\n%s", t.pkg, err, out)
		}
	}
	return nil
}

func (b *bench) program(t tool) string {
	if t.pkg == "" {
		return "go"
	}
	return filepath.Join(b.work, filepath.Base(t.pkg))
}

func (b *bench) configFile(t tool) string { return filepath.Join(b.work, t.name+".yml") }

// command is the command line of a tool; extra arguments come before the
// packages.
func (b *bench) command(t tool, extra ...string) []string {
	args := append([]string{b.program(t)}, t.args...)
	if t.config != "" {
		args = append(args, b.configFile(t))
	}
	return append(append(args, extra...), "./...")
}

// warm fills the build cache with the module's packages and tests.
func (b *bench) warm(ctx context.Context) error {
	fmt.Fprintln(os.Stderr, "warming the build cache")
	for _, args := range [][]string{{"vet", "./..."}, {"list", "-export", "-deps", "-test", "./..."}} {
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir = b.dir
		_ = cmd.Run() // findings and broken packages are the module's business
	}
	return ctx.Err()
}
