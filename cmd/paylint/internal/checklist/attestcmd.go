package checklist

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/regular"
)

// Exit statuses of the subcommands.
const (
	ExitOK       = 0
	ExitNotReady = 1 // a critical control is failed or open; an attestation does not count
	ExitError    = 2 // usage, unreadable files, incomplete analysis
)

// Now is the date of reports and attestations: SOURCE_DATE_EPOCH when it is
// set, so that reports can be reproduced, and the clock otherwise.
func Now() (time.Time, error) {
	s := os.Getenv("SOURCE_DATE_EPOCH")
	if s == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(s, 10, 64)
	if err != nil || seconds < 0 {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH %q is no number of seconds", s)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

const attestUsage = `usage: paylint attest [flags] CONTROL STATEMENT...
       paylint attest -check

Adds a person's statement that a control is met to ` + AttestFile + `, or checks
that file.
`

// RunAttest is the subcommand `paylint attest`. It returns the exit status.
func RunAttest(stdout, stderr io.Writer, args []string) int {
	fail := func(err error) int {
		fmt.Fprintf(stderr, "paylint: attest: %v\n", err)
		return ExitError
	}
	flags := flag.NewFlagSet("attest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprint(stderr, attestUsage); flags.PrintDefaults() }
	var a Attestation
	check := flags.Bool("check", false, "check the file instead of adding to it")
	dir := flags.String("C", ".", "work in this `directory`")
	file := flags.String("file", "", "the attestation `file` (default: "+AttestFile+" at the module's root)")
	flags.StringVar(&a.By, "by", "", "the `name` of who attests (default: git's user.name)")
	flags.StringVar(&a.Role, "role", "", "that person's `role`")
	flags.StringVar(&a.Date, "date", "", "`day` of the statement, YYYY-MM-DD (default: today)")
	flags.StringVar(&a.Expires, "expires", "", "last `day` it holds, YYYY-MM-DD (default: a year after the date)")
	flags.StringVar(&a.Link, "link", "", "`address` of the proof: ticket, review, report")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return ExitOK
		}
		return ExitError
	}
	now, err := Now()
	if err != nil {
		return fail(err)
	}
	path := *file
	if path == "" {
		path = filepath.Join(moduleRoot(*dir), AttestFile)
	}
	data, err := regular.ReadFile(path, regular.MaxSize)
	if err != nil && (*check || !errors.Is(err, fs.ErrNotExist)) {
		return fail(err)
	}
	if *check {
		if flags.NArg() > 0 {
			return fail(errors.New("-check takes no arguments"))
		}
		errs := CheckAttestations(path, data, now)
		for _, err := range errs {
			fmt.Fprintln(stdout, printable(err.Error()))
		}
		if len(errs) > 0 {
			return ExitNotReady
		}
		return ExitOK
	}
	if flags.NArg() < 2 {
		flags.Usage()
		return ExitError
	}
	a.Control = strings.ToUpper(flags.Arg(0))
	a.Statement = strings.Join(flags.Args()[1:], " ")
	if err := complete(&a, now, *dir); err != nil {
		return fail(err)
	}
	out, err := AddAttestation(path, data, a)
	if err != nil {
		return fail(err)
	}
	if err := os.WriteFile(path, out, 0o644); err != nil {
		return fail(err)
	}
	fmt.Fprintf(stdout, "%s: %s attested by %s until %s\n", path, a.Control, a.By, a.Expires)
	return ExitOK
}

// complete fills in defaults and refuses what would not count.
func complete(a *Attestation, now time.Time, dir string) error {
	if _, ok := analyzers.ControlByID(a.Control); !ok {
		return fmt.Errorf("unknown control %q (paylint explain lists them)", a.Control)
	}
	if a.By == "" {
		cmd := exec.Command("git", "config", "user.name")
		cmd.Dir = dir
		out, _ := cmd.Output() // without git or a name the next check complains
		a.By = strings.TrimSpace(string(out))
	}
	if a.Date == "" {
		a.Date = now.Format(dateLayout)
	}
	if a.Expires == "" && isDay(a.Date) {
		d, _ := time.Parse(dateLayout, a.Date)
		a.Expires = d.AddDate(1, 0, 0).Format(dateLayout)
	}
	if p := a.problem(now); p != "" {
		return fmt.Errorf("%s: %s", a.Control, p)
	}
	return nil
}

// moduleRoot returns the nearest directory upwards with a go.mod, or dir.
func moduleRoot(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	for d := abs; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			if d == abs {
				return dir
			}
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}
