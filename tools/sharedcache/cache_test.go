package sharedcache

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The test binary is also the cache program, and the vet tool that notes what
// it is asked to analyse before it calls paylint.
func TestMain(m *testing.M) {
	switch {
	case os.Getenv("CACHE_SERVER") != "" && len(os.Args) > 1 && os.Args[1] == "cacheprog":
		if err := Serve(os.Stdin, os.Stdout, os.Getenv("CACHE_SERVER"), os.Getenv("CACHE_DIR")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case os.Getenv("VET_LOG") != "":
		os.Exit(vet())
	}
	os.Exit(m.Run())
}

func vet() int {
	args := os.Args[1:]
	if last := args[len(args)-1]; strings.HasSuffix(last, ".cfg") {
		f, err := os.OpenFile(os.Getenv("VET_LOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		fmt.Fprintln(f, last)
		f.Close()
	}
	cmd := exec.Command(os.Getenv("VET_TOOL"), args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return cmd.ProcessState.ExitCode()
	}
	return 0
}

const code = `package pay

import "crypto/tls"

func Client() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true}
}
`

// checkout is a clean checkout on a machine of its own: nothing is shared but
// the cache server and the path, which is part of the go command's cache keys.
// (With -trimpath it is not, but then the positions of cached diagnostics are
// those of the checkout that made them.)
type checkout struct {
	dir, log string
	env      []string
}

func newCheckout(t *testing.T, src, server, tool string) *checkout {
	t.Helper()
	base := t.TempDir()
	c := &checkout{dir: src, log: filepath.Join(base, "vet.log")}
	if err := os.RemoveAll(src); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"go.mod":       "module example.com/m\n\ngo 1.26\n",
		"pay/pay.go":   code,
		"shop/shop.go": "package shop\n\nimport \"example.com/m/pay\"\n\nvar _ = pay.Client\n",
	} {
		file := filepath.Join(c.dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cache := filepath.Join(base, "cache")
	if err := os.Mkdir(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c.env = append(os.Environ(),
		"GOCACHEPROG="+self+" cacheprog", "GOCACHE="+filepath.Join(base, "gocache"),
		"CACHE_SERVER="+server, "CACHE_DIR="+cache, "VET_TOOL="+tool, "VET_LOG="+c.log)
	return c
}

// vet runs go vet and returns its diagnostics and how many packages were
// analysed for it.
func (c *checkout) vet(t *testing.T) (diagnostics string, analysed int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-vettool="+self, "./...")
	cmd.Dir, cmd.Env = c.dir, c.env
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("go vet finds nothing:\n%s", out)
	}
	log, err := os.ReadFile(c.log)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(out), bytes.Count(log, []byte("\n"))
}

func TestSecondCheckoutAnalysesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and analyses crypto/tls from scratch")
	}
	tool := filepath.Join(t.TempDir(), "paylint")
	build := exec.Command("go", "build", "-o", tool, "./cmd/paylint")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	server := httptest.NewServer(new(Server))
	defer server.Close()

	src := filepath.Join(t.TempDir(), "src")
	first, analysed := newCheckout(t, src, server.URL, tool).vet(t)
	if analysed == 0 || !strings.Contains(first, "[COM-2]") {
		t.Fatalf("the first run analysed %d packages and says\n%s", analysed, first)
	}
	t.Logf("the first run analysed %d packages", analysed)
	second, again := newCheckout(t, src, server.URL, tool).vet(t)
	if again != 0 {
		t.Errorf("the second checkout analysed %d packages again", again)
	}
	if first != second {
		t.Errorf("the first run says\n%s\nthe second\n%s", first, second)
	}
}
