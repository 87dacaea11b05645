// Package memo remembers what pure functions say about names. A module has few
// names and asks about each of them thousands of times.
package memo

import (
	"sync"
	"sync/atomic"
)

// Bounds of what one function keeps: a language server runs for days.
const (
	maxNames  = 1 << 15
	maxLength = 128 // bytes
)

// Func is a function of a name that remembers its results. The results are
// shared: nobody may change them. It may be called concurrently.
type Func[V any] struct {
	compute func(name string) V
	known   sync.Map // string → V
	size    atomic.Int32
}

// New returns compute with a memory. compute must depend on its argument only.
func New[V any](compute func(name string) V) *Func[V] { return &Func[V]{compute: compute} }

// Of returns compute(name).
func (f *Func[V]) Of(name string) V {
	if v, ok := f.known.Load(name); ok {
		return v.(V)
	}
	v := f.compute(name)
	if len(name) <= maxLength && f.size.Load() < maxNames {
		if _, again := f.known.LoadOrStore(name, v); !again {
			f.size.Add(1)
		}
	}
	return v
}
