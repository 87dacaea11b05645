// Command bench measures paylint beside other tools on the same packages.
//
//	go run -C tools ./bench [-runs N] [-peers LIST] MODULE-DIRECTORY
//
// It measures CPU time (user and system, of the process and its children) and
// the peak memory of the largest process, interleaved: every round runs each
// case once. It prints the medians as a Markdown table. The floor is what any
// tool has to pay that looks at the module's own packages as SSA: see ./floor.
//
// The build cache is warm, as it is for everybody who has built the module;
// what the tools themselves cache is thrown away before a first run.
//
// Peers are installed by this module's go.mod and built before measuring.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	runs := flag.Int("runs", 3, "rounds")
	only := flag.String("cases", "", "comma-separated `names` of cases to measure (default: all)")
	edit := flag.String("edit", "", "`file` to edit for the edited cases (default: the module's largest)")
	golangci := flag.Bool("golangci", false, "also measure golangci-lint with and without paylint")
	verbose := flag.Bool("v", false, "print every measurement")
	flag.Parse()
	if flag.NArg() != 1 {
		return fmt.Errorf("usage: bench [flags] MODULE-DIRECTORY")
	}
	dir, err := filepath.Abs(flag.Arg(0))
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "paylint-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{dir: dir, work: work, verbose: *verbose}
	if err := b.build(*golangci); err != nil {
		return err
	}
	if err := b.warm(); err != nil {
		return err
	}
	size, err := measureModule(dir)
	if err != nil {
		return err
	}
	if *edit == "" {
		*edit = size.largest
	}
	cases := b.cases(*edit, *golangci)
	if *only != "" {
		names := strings.Split(*only, ",")
		cases = slices.DeleteFunc(cases, func(c benchCase) bool { return !slices.Contains(names, c.name) })
	}
	results := make([][]sample, len(cases))
	for round := range *runs {
		for i, c := range cases {
			fmt.Fprintf(os.Stderr, "round %d/%d: %s\n", round+1, *runs, c.name)
			s, err := b.measure(c)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			results[i] = append(results[i], s)
			if *verbose {
				fmt.Fprintf(os.Stderr, "    %.2f CPU s, %.2f s, %d MB\n", s.cpu.Seconds(), s.wall.Seconds(), s.peak>>20)
			}
		}
	}
	b.print(size, *runs, cases, results)
	return nil
}

func (b *bench) print(size moduleSize, runs int, cases []benchCase, results [][]sample) {
	fmt.Printf("%d lines in %d files of the module's own, %s, %d CPUs, median of %s\n\n",
		size.lines, size.files, runtime.Version(), runtime.NumCPU(), rounds(runs))
	fmt.Println("| case | CPU s | wall s | peak MB |")
	fmt.Println("|---|--:|--:|--:|")
	for i, c := range cases {
		m := median(results[i])
		fmt.Printf("| %s | %.2f | %.2f | %d |\n", c.name, m.cpu.Seconds(), m.wall.Seconds(), m.peak>>20)
	}
}

func rounds(n int) string {
	if n == 1 {
		return "1 round"
	}
	return fmt.Sprintf("%d rounds", n)
}

// build compiles paylint, the floor and the peers.
func (b *bench) build(golangci bool) error {
	targets := map[string]string{
		"paylint":     "github.com/paylint/paylint/cmd/paylint",
		"floor":       "./bench/floor",
		"gosec":       "github.com/securego/gosec/v2/cmd/gosec",
		"staticcheck": "honnef.co/go/tools/cmd/staticcheck",
	}
	if golangci {
		targets["golangci"] = "./golangci"
	}
	for name, pkg := range targets {
		fmt.Fprintf(os.Stderr, "building %s\n", name)
		cmd := exec.Command("go", "build", "-o", b.bin(name), pkg)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("build %s: %v\n%s", pkg, err, out)
		}
	}
	return nil
}

// warm fills the build cache with the module's packages and tests.
func (b *bench) warm() error {
	fmt.Fprintln(os.Stderr, "warming the build cache")
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = b.dir
	_ = cmd.Run() // findings and broken packages are the module's business
	cmd = exec.Command("go", "list", "-export", "-deps", "./...")
	cmd.Dir = b.dir
	_ = cmd.Run()
	return nil
}
