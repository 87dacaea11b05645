package lsp

import (
	"io"
	"sync"
	"time"
)

// outbox writes in the background, so that a client that does not read cannot
// stop the server from reading what the client writes.
type outbox struct {
	mu     sync.Mutex
	queue  []byte
	err    error
	wake   chan struct{}
	done   chan struct{}
	closed bool
}

func newOutbox(w io.Writer) *outbox {
	o := &outbox{wake: make(chan struct{}, 1), done: make(chan struct{})}
	go o.run(w)
	return o
}

// Write queues a copy of p.
func (o *outbox) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return 0, o.err
	}
	o.queue = append(o.queue, p...)
	o.nudge()
	return len(p), nil
}

func (o *outbox) nudge() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

func (o *outbox) run(w io.Writer) {
	defer close(o.done)
	for range o.wake {
		o.mu.Lock()
		data, closed := o.queue, o.closed
		o.queue = nil
		o.mu.Unlock()
		if _, err := w.Write(data); err != nil {
			o.mu.Lock()
			o.err = err
			o.mu.Unlock()
			return
		}
		if closed {
			return
		}
	}
}

// flush writes what is queued, for at most a second, and ends.
func (o *outbox) flush() {
	o.mu.Lock()
	o.closed = true
	o.nudge()
	o.mu.Unlock()
	select {
	case <-o.done:
	case <-time.After(time.Second):
	}
}
