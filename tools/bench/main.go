// Command bench measures paylint beside other tools on the same packages.
//
//	go run -C tools ./bench [-runs N] [-tools LIST] [-cases LIST] MODULE-DIRECTORY
//
// It measures CPU time (user and system, of the process and its children) and
// the peak memory of the largest process, interleaved: every round runs each
// case of each tool once, and the medians are printed as a Markdown table. The
// cases are
//
//	first  the tool has cached nothing; the build cache is warm, as it is for
//	       everybody who has built the module
//	rerun  again, unchanged
//	edit   again, after one function body was edited
//
// The file that is edited (-edit; the module's largest that is not generated)
// is put back afterwards. The floor is what any tool has to pay that looks at
// the module's own packages as SSA: see ./floor. For go vet, first means that
// its own results are not cached: it runs with a flag that it has not seen.
//
// The tools are those of this module's go.mod, built before measuring.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	runs := flag.Int("runs", 3, "rounds")
	names := flag.String("tools", "", "comma-separated tools (default: all: "+strings.Join(toolNames(), ",")+")")
	only := flag.String("cases", "first,rerun,edit", "comma-separated cases")
	edit := flag.String("edit", "", "`file` to edit, relative to the module (default: its largest)")
	verbose := flag.Bool("v", false, "print every measurement")
	flag.Parse()
	if flag.NArg() != 1 || *runs < 1 {
		return fmt.Errorf("usage: bench [flags] MODULE-DIRECTORY")
	}
	tools, err := chosen(*names)
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(flag.Arg(0))
	if err != nil {
		return err
	}
	size, err := measureModule(dir)
	if err != nil {
		return err
	}
	if *edit != "" {
		size.largest = filepath.Join(dir, *edit)
	}
	work, err := os.MkdirTemp("", "paylint-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{dir: dir, work: work, editFile: size.largest, results: make(map[key][]sample)}
	if err := b.build(ctx, tools); err != nil {
		return err
	}
	if err := b.warm(ctx); err != nil {
		return err
	}
	for round := range *runs {
		for _, t := range tools {
			for _, name := range strings.Split(*only, ",") {
				if !slices.Contains(t.cases, name) {
					continue
				}
				fmt.Fprintf(os.Stderr, "round %d/%d: %s, %s\n", round+1, *runs, t.title, name)
				s, err := b.measure(ctx, t, name)
				if err != nil {
					return fmt.Errorf("%s: %w", t.title, err)
				}
				b.results[key{t.name, name}] = append(b.results[key{t.name, name}], s)
				if *verbose {
					fmt.Fprintf(os.Stderr, "    %.2f CPU s, %.2f s, %d MB\n", s.cpu.Seconds(), s.wall.Seconds(), s.peak>>20)
				}
			}
		}
	}
	fmt.Printf("%d lines in %d files of the module's own (tests and vendored code left out), %s, %d CPUs, median of %s.\n\n",
		size.lines, size.files, runtime.Version(), runtime.NumCPU(), rounds(*runs))
	b.print(os.Stdout, tools)
	return nil
}

func rounds(n int) string {
	if n == 1 {
		return "1 round"
	}
	return fmt.Sprintf("%d rounds", n)
}
