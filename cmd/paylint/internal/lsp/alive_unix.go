//go:build unix

package lsp

import (
	"errors"
	"syscall"
)

// alive reports whether a process is there.
func alive(pid int) bool {
	return pid <= 0 || !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
