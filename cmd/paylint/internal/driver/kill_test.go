package driver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// child is what a child process analyses. It prints the result.
type child struct {
	Dir, Word, Cache string
	Tags             bool
	// KillAfter ends the process so many packages, and then so much time,
	// after the analysis has begun; -1 lets it live.
	KillAfter int
	Delay     time.Duration
}

const childVariable = "PAYLINT_TEST_CHILD"

// TestMain makes of this program the child processes of the tests below.
func TestMain(m *testing.M) {
	var err error
	switch text := os.Getenv(childVariable); {
	case text != "":
		err = runChild(text)
	case os.Getenv(driverVariable) != "":
		err = runDriver(os.Args[1:])
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runChild(text string) error {
	var c child
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return err
	}
	cache, err := OpenCache(c.Cache)
	if err != nil {
		return err
	}
	m := &randomModule{dir: c.Dir, word: c.Word, tags: c.Tags}
	var progress func(done, total int)
	if c.KillAfter >= 0 {
		progress = func(done, _ int) {
			if done == c.KillAfter {
				go func() {
					time.Sleep(c.Delay)
					self, err := os.FindProcess(os.Getpid())
					if err == nil {
						_ = self.Kill()
					}
				}()
			}
		}
	}
	res, err := m.analyse(cache, progress)
	if err != nil {
		return err
	}
	_, err = os.Stdout.WriteString(resultText(res))
	if err != nil {
		return err
	}
	return cache.Close()
}

// start starts a child process on the module.
func (m *randomModule) start(cacheDir string, killAfter int, delay time.Duration) (*exec.Cmd, *bytes.Buffer) {
	m.t.Helper()
	text, err := json.Marshal(child{m.dir, m.word, cacheDir, m.tags, killAfter, delay})
	if err != nil {
		m.t.Fatal(err)
	}
	exe, err := os.Executable()
	if err != nil {
		m.t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childVariable+"="+string(text))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	return cmd, &out
}

// A process that is killed at any point leaves a cache that later runs can
// use. PAYLINT_TEST_KILLS is how many are killed.
func TestKilledProcesses(t *testing.T) {
	t.Parallel()
	m := newRandomModule(t, 9)
	cacheDir := filepath.Join(t.TempDir(), "cache")
	usual := 500 * time.Millisecond // that a run takes
	want, killed, tried := number(t, "PAYLINT_TEST_KILLS", 4), 0, 0
	for ; killed < want; tried++ {
		if tried > 10*want {
			t.Fatalf("%d of %d processes were killed, the others were faster", killed, tried)
		}
		edit := m.edit()
		// Half of them while results are written, the others anywhere.
		if m.rnd.IntN(2) == 0 {
			cmd, _ := m.start(cacheDir, 1+m.rnd.IntN(randomPackages), time.Duration(m.rnd.IntN(3000))*time.Microsecond)
			if cmd.Wait() != nil {
				killed++
			}
		} else {
			cmd, _ := m.start(cacheDir, -1, 0)
			start := time.Now()
			timer := time.AfterFunc(time.Duration(m.rnd.Int64N(int64(usual))), func() { _ = cmd.Process.Kill() })
			if cmd.Wait() != nil {
				killed++
			} else {
				usual = time.Since(start)
			}
			timer.Stop()
		}
		c, err := OpenCache(cacheDir)
		if err != nil {
			t.Fatal(err)
		}
		uncached, _ := m.run(nil)
		if got, stats := m.run(c); got != uncached {
			t.Fatalf("after %q and a kill: %+v\n%s", edit, stats, firstDifference(got, uncached))
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d of %d processes killed", killed, tried)
}

// Processes that run at the same time on one cache agree.
func TestTwoProcessesShareACache(t *testing.T) {
	t.Parallel()
	m := newRandomModule(t, 5)
	cacheDir := filepath.Join(t.TempDir(), "cache")
	for range number(t, "PAYLINT_TEST_PAIRS", 3) {
		edit := m.edit()
		one, outOne := m.start(cacheDir, -1, 0)
		two, outTwo := m.start(cacheDir, -1, 0)
		want, _ := m.run(nil)
		for _, cmd := range []*exec.Cmd{one, two} {
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
		}
		for _, got := range []string{outOne.String(), outTwo.String()} {
			if got != want {
				t.Fatalf("after %q: %s", edit, firstDifference(got, want))
			}
		}
	}
}
