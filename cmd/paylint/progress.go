package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// progress tells on a terminal how far a run is, when it takes long.
type progress struct {
	w     io.Writer // nil when nobody watches
	start time.Time

	mu    sync.Mutex
	shown time.Time
}

// patience is how long a run may take before progress is shown.
const patience = 2 * time.Second

func (c *command) newProgress() *progress {
	p := &progress{start: time.Now()}
	if c.terminal(c.stderr) && os.Getenv("CI") == "" {
		p.w = c.stderr
	}
	return p
}

func (p *progress) update(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < patience {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.shown) < 100*time.Millisecond {
		return
	}
	p.shown = now
	fmt.Fprintf(p.w, "\rpaylint: %d of %d packages\x1b[K", done, total)
}

// clear removes what update has written.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.shown.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
