package main

import (
	"bytes"
	"io"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	t.Setenv("CI", "")
	var out bytes.Buffer
	start := func(terminal bool) *progress {
		out.Reset()
		c := &command{stderr: &out, terminal: func(io.Writer) bool { return terminal }}
		return c.newProgress()
	}
	long := func(p *progress) { p.start = p.start.Add(-2 * patience) }

	p := start(true)
	p.update(1, 9)
	p.clear()
	if out.Len() > 0 {
		t.Errorf("a short run says %q", out.String())
	}
	long(p)
	p.update(2, 9)
	p.update(3, 9) // too soon after the last
	p.shown = p.shown.Add(-time.Second)
	p.update(4, 9)
	p.clear()
	const want = "\rpaylint: 2 of 9 packages\x1b[K" + "\rpaylint: 4 of 9 packages\x1b[K" + "\r\x1b[K"
	if got := out.String(); got != want {
		t.Errorf("a long run says %q, want %q", got, want)
	}

	p = start(false)
	long(p)
	p.update(5, 9)
	p.clear()
	if out.Len() > 0 {
		t.Errorf("without a terminal: %q", out.String())
	}

	t.Setenv("CI", "true")
	p = start(true)
	long(p)
	p.update(6, 9)
	if out.Len() > 0 {
		t.Errorf("in CI: %q", out.String())
	}
}
