package main

import (
	"bytes"
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
	verbose   bool
	edits     int
}

func (b *bench) bin(name string) string { return filepath.Join(b.work, name) }

// sample is one measurement.
type sample struct {
	cpu, wall time.Duration
	peak      int64 // bytes, of the largest process
}

// benchCase is one line of the table.
type benchCase struct {
	name    string
	command []string
	env     []string
	// before prepares what the case supposes: an empty cache, a filled one, an
	// edited file. It is not measured; after undoes it.
	before, after func() error
}

// cases lists what is measured, in the order of a round.
func (b *bench) cases(edit string, golangci bool) []benchCase {
	caches := filepath.Join(b.work, "caches")
	env := func(name string) []string {
		// Each tool keeps its cache in a directory of its own; paylint,
		// staticcheck and golangci-lint follow XDG_CACHE_HOME, and Go's build
		// cache stays where it is.
		return []string{"XDG_CACHE_HOME=" + filepath.Join(caches, name), "GOCACHE=" + goEnv("GOCACHE")}
	}
	empty := func(name string) func() error {
		return func() error { return os.RemoveAll(filepath.Join(caches, name)) }
	}
	fill := func(name string, command []string) func() error {
		return func() error {
			cmd := exec.Command(command[0], command[1:]...)
			cmd.Dir, cmd.Env = b.dir, append(os.Environ(), env(name)...)
			var exit *exec.ExitError
			if err := cmd.Run(); err != nil && !asExit(err, &exit) {
				return err
			}
			return nil
		}
	}
	vetCmd := []string{"go", "vet", "./..."}
	paylint := []string{b.bin("paylint"), "-fail-on", "never", "./..."}
	noCache := []string{b.bin("paylint"), "-no-cache", "-fail-on", "never", "./..."}
	static := []string{b.bin("staticcheck"), "./..."}
	edited := func(name string, command []string) (func() error, func() error) {
		var old []byte
		return func() error {
				if err := fill(name, command)(); err != nil {
					return err
				}
				var err error
				old, err = b.edit(edit)
				return err
			}, func() error {
				if old == nil {
					return nil
				}
				return os.WriteFile(edit, old, 0o644)
			}
	}
	editVet, undoVet := edited("vet", vetCmd)
	editPaylint, undoPaylint := edited("paylint", paylint)
	list := []benchCase{
		{name: "floor: bare load + SSA", command: []string{b.bin("floor"), "./..."}, env: env("floor")},
		{name: "paylint, first run", command: paylint, env: env("paylint"), before: empty("paylint")},
		{name: "paylint -no-cache", command: noCache, env: env("paylint")},
		{name: "gosec", command: []string{b.bin("gosec"), "-quiet", "-no-fail", "./..."}, env: env("gosec")},
		{name: "staticcheck, first run", command: static, env: env("staticcheck"), before: empty("staticcheck")},
		{name: "go vet, unchanged rerun", command: vetCmd, env: env("vet"), before: fill("vet", vetCmd)},
		{name: "paylint, unchanged rerun", command: paylint, env: env("paylint"), before: fill("paylint", paylint)},
		{name: "staticcheck, unchanged rerun", command: static, env: env("staticcheck"), before: fill("staticcheck", static)},
		{name: "go vet, one edit", command: vetCmd, env: env("vet"), before: editVet, after: undoVet},
		{name: "paylint, one edit", command: paylint, env: env("paylint"), before: editPaylint, after: undoPaylint},
	}
	if golangci {
		gcl := func(linter string) []string {
			return []string{b.bin("golangci"), "run", "--config", filepath.Join(b.work, linter+".yml"), "--allow-parallel-runners", "./..."}
		}
		for _, linter := range []string{"paylint", "staticcheck"} {
			list = append(list, benchCase{
				name: "golangci-lint, " + linter + " only", command: gcl(linter), env: env("golangci-" + linter),
				before: func() error {
					if err := os.WriteFile(filepath.Join(b.work, linter+".yml"), golangciConfig(linter), 0o644); err != nil {
						return err
					}
					return empty("golangci-" + linter)()
				},
			})
		}
	}
	return list
}

// golangciConfig enables one linter.
func golangciConfig(linter string) []byte {
	text := "version: \"2\"\nlinters:\n  default: none\n  enable: [" + linter + "]\n"
	if linter == "paylint" {
		text += "  settings:\n    custom:\n      paylint: {type: module}\n"
	}
	return []byte(text)
}

// measure runs a case once.
func (b *bench) measure(c benchCase) (sample, error) {
	if c.before != nil {
		if err := c.before(); err != nil {
			return sample{}, err
		}
	}
	if c.after != nil {
		defer c.after()
	}
	cmd := exec.Command(c.command[0], c.command[1:]...)
	cmd.Dir, cmd.Env = b.dir, append(os.Environ(), c.env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !asExit(err, &exit) {
		return sample{}, err
	}
	if b.verbose && exit != nil {
		fmt.Fprintf(os.Stderr, "    %v: %s\n", err, firstLine(stderr.String()))
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return sample{}, fmt.Errorf("no resource usage on this system")
	}
	// Maxrss is the largest of the process and the children it waited for.
	peak := usage.Maxrss << 10
	return sample{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: wall, peak: peak}, nil
}

var body = regexp.MustCompile(`(?m)^func .*\{\n`)

// edit changes the body of one function of a file, differently every time, and
// returns the text as it was.
func (b *bench) edit(file string) ([]byte, error) {
	old, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	at := body.FindIndex(old)
	if at == nil {
		return nil, fmt.Errorf("%s has no function to edit", file)
	}
	b.edits++
	line := fmt.Sprintf("\t_ = %d // edited by the benchmark\n", time.Now().UnixNano()+int64(b.edits))
	text := slices.Concat(old[:at[1]], []byte(line), old[at[1]:])
	return old, os.WriteFile(file, text, 0o644)
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

func asExit(err error, target **exec.ExitError) bool {
	exit, ok := err.(*exec.ExitError)
	if ok {
		*target = exit
	}
	return ok
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
