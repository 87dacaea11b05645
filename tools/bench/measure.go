package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"
)

// bench is one benchmark run.
type bench struct {
	dir, work string
	editFile  string
	edits     int
	results   map[key][]sample
	// notes say which tools have not done their work.
	notes []string
}

// key names one cell of the table.
type key struct{ tool, name string }

// sample is one measurement.
type sample struct {
	cpu, wall time.Duration
	peak      int64 // bytes, of the largest process
}

// measure prepares what a case supposes and runs it once.
func (b *bench) measure(ctx context.Context, t tool, name string) (sample, error) {
	cache := filepath.Join(b.work, "caches", t.name)
	var extra []string
	switch name {
	case first:
		if err := os.RemoveAll(cache); err != nil {
			return sample{}, err
		}
		if t.fresh != nil {
			extra = append(extra, t.fresh())
		}
	default:
		if _, err := b.call(ctx, t, cache, nil); err != nil {
			return sample{}, err
		}
	}
	if name == edit {
		undo, err := b.edit()
		if err != nil {
			return sample{}, err
		}
		defer undo()
	}
	return b.call(ctx, t, cache, extra)
}

// call runs a tool once. Each tool keeps its cache in a directory of its own,
// and Go's build cache stays where it is.
func (b *bench) call(ctx context.Context, t tool, cache string, extra []string) (sample, error) {
	command := b.command(t, extra...)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOCACHE="+goEnv("GOCACHE"), "XDG_CACHE_HOME="+cache,
		"PAYLINT_CACHE="+filepath.Join(cache, "paylint"), "STATICCHECK_CACHE="+filepath.Join(cache, "staticcheck"),
		"GOLANGCI_LINT_CACHE="+filepath.Join(cache, "golangci-lint"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if ctx.Err() != nil {
		return sample{}, ctx.Err()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return sample{}, err
	}
	if status := cmd.ProcessState.ExitCode(); !slices.Contains(t.good, status) {
		note := fmt.Sprintf("%s ended with status %d: %s", strings.Trim(t.title, "*"), status, firstLine(stderr.String()))
		if !slices.Contains(b.notes, note) {
			b.notes = append(b.notes, note)
		}
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return sample{}, errors.New("no resource usage on this system")
	}
	// Maxrss is the largest of the process and the children it waited for.
	return sample{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: wall, peak: usage.Maxrss << 10}, nil
}

var body = regexp.MustCompile(`(?m)^func .*\{\n`)

// edit changes the body of one function, differently every time, and returns
// what undoes it.
func (b *bench) edit() (undo func(), err error) {
	info, err := os.Stat(b.editFile)
	if err != nil {
		return nil, err
	}
	old, err := os.ReadFile(b.editFile)
	if err != nil {
		return nil, err
	}
	at := body.FindIndex(old)
	if at == nil {
		return nil, fmt.Errorf("%s has no function to edit", b.editFile)
	}
	b.edits++
	line := fmt.Sprintf("\t_ = %d // edited by the benchmark\n", time.Now().UnixNano()+int64(b.edits))
	text := slices.Concat(old[:at[1]], []byte(line), old[at[1]:])
	undo = func() {
		if err := os.WriteFile(b.editFile, old, info.Mode()); err != nil {
			fmt.Fprintf(os.Stderr, "bench: %s stays edited: %v\n", b.editFile, err)
		}
	}
	if err := os.WriteFile(b.editFile, text, info.Mode()); err != nil {
		undo()
		return nil, err
	}
	return undo, nil
}

func median(samples []sample) sample {
	pick := func(of func(sample) int64) int64 {
		var values []int64
		for _, s := range samples {
			values = append(values, of(s))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return sample{
		cpu:  time.Duration(pick(func(s sample) int64 { return int64(s.cpu) })),
		wall: time.Duration(pick(func(s sample) int64 { return int64(s.wall) })),
		peak: pick(func(s sample) int64 { return s.peak }),
	}
}

// moduleSize is how large a module is, tests and vendored code left out.
type moduleSize struct {
	files, lines int
	largest      string
}

func measureModule(dir string) (moduleSize, error) {
	var size moduleSize
	most := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); name != dir && (n == "vendor" || n == "testdata" || strings.HasPrefix(n, ".") || strings.HasPrefix(n, "_") || exists(filepath.Join(name, "go.mod"))) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		n := bytes.Count(text, []byte("\n"))
		size.files++
		size.lines += n
		generated := bytes.Contains(text[:min(len(text), 2000)], []byte("DO NOT EDIT"))
		constrained := bytes.Contains(text[:min(len(text), 2000)], []byte("//go:build"))
		if n > most && !generated && !constrained && body.Match(text) {
			most, size.largest = n, name
		}
		return nil
	})
	return size, err
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func goEnv(name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
