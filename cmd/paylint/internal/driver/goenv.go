package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// goEnv is the environment of the go command: what `go env` says.
type goEnv map[string]string

// goCommand prepares a call of the go command as go/packages makes them.
func goCommand(ctx context.Context, opts *Options, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = opts.Dir, opts.Env
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	if opts.Dir != "" {
		// The go command names directories as PWD does.
		if dir, err := filepath.Abs(opts.Dir); err == nil {
			cmd.Env = append(cmd.Env[:len(cmd.Env):len(cmd.Env)], "PWD="+dir)
		}
	}
	// Ask it to end before it is killed: it removes its temporary files then.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

func readGoEnv(ctx context.Context, opts *Options) (goEnv, error) {
	cmd := goCommand(ctx, opts, "env", "-json")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		if stderr.Len() == 0 {
			return nil, err
		}
		return nil, listError(stderr.String(), opts.Dir)
	}
	env := make(goEnv)
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return env, nil
}

// sizes are those of the target architecture.
func (e goEnv) sizes() types.Sizes {
	if s := types.SizesFor("gc", e["GOARCH"]); s != nil {
		return s
	}
	return types.SizesFor("gc", "amd64")
}

// immutable reports whether the files in a directory are identified by the
// toolchain's version or by that of the module that they belong to.
func (e goEnv) immutable(dir string) bool {
	if inside(e["GOROOT"], dir) {
		return !strings.Contains(e["GOVERSION"], "devel")
	}
	return inside(e["GOMODCACHE"], dir)
}

func inside(root, dir string) bool {
	return root != "" && strings.HasPrefix(dir, root+string(filepath.Separator))
}

// ambient are variables that a C compiler's output depends on and that
// `go env` does not list.
var ambient = []string{"PATH", "PKG_CONFIG_PATH", "PKG_CONFIG_LIBDIR", "PKG_CONFIG_SYSROOT_DIR", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "SDKROOT"}

// lookupEnv returns a variable of the go command's environment.
func (o *Options) lookupEnv(name string) string {
	if o.Env == nil {
		return os.Getenv(name)
	}
	value := ""
	for _, v := range o.Env { // the last one counts
		if rest, ok := strings.CutPrefix(v, name+"="); ok {
			value = rest
		}
	}
	return value
}
