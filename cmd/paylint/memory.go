package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// relaxed is how far the heap may grow between collections while it is
	// small: a run is short.
	relaxed = 400 // percent
	// memoryLimit is where collections become frequent.
	memoryLimit = 235 << 20 // bytes
)

// collector trades memory for time: garbage is collected rarely while there is
// little of it. Settings of the user's (GOGC, GOMEMLIMIT) stay.
type collector struct {
	stop chan struct{}
}

// newCollector sets the limits and watches over them until close is called.
func newCollector() *collector {
	c := &collector{stop: make(chan struct{})}
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return c
	}
	debug.SetGCPercent(relaxed)
	debug.SetMemoryLimit(memoryLimit)
	go c.watch()
	return c
}

func (c *collector) close() { close(c.stop) }

// watch raises the limit of a module whose live data comes near it, one large
// package being enough: collecting all the time would not make it less.
func (c *collector) watch() {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	limit := int64(memoryLimit)
	for {
		select {
		case <-c.stop:
			return
		case <-tick.C:
		}
		metrics.Read(live)
		if want := int64(live[0].Value.Uint64()) * 10 / 7; want > limit {
			limit = want
			debug.SetMemoryLimit(limit)
		}
	}
}
