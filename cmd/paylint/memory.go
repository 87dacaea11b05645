package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

const (
	// relaxed is how far the heap may grow between collections while it is
	// small: a run is short.
	relaxed = 200 // percent
	// memoryLimit is where collections become frequent.
	memoryLimit = 215 << 20 // bytes
)

// collector trades memory for time: garbage is collected rarely while there is
// little of it. Settings of the user's (GOGC, GOMEMLIMIT) stay.
type collector struct {
	off   bool
	calls atomic.Int64
}

func newCollector() *collector {
	c := &collector{off: os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != ""}
	if !c.off {
		debug.SetGCPercent(relaxed)
		debug.SetMemoryLimit(memoryLimit)
	}
	return c
}

// update is called after every package. A module whose live data comes near
// the limit gets a higher one: collecting all the time would not make it less.
func (c *collector) update() {
	if c.off || c.calls.Add(1)%8 != 0 {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if n := int64(live[0].Value.Uint64()); n > memoryLimit*7/10 {
		debug.SetMemoryLimit(n * 10 / 7)
	}
}
