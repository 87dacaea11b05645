package provider

// automaton finds many keywords in one pass over a text (Aho and Corasick,
// 1975). It reports which keywords occur, not where.
type automaton struct {
	next [][256]int16
	// out is the set of patterns that end in a state, its suffixes included.
	out []bits
}

// bits is a set of shape numbers.
type bits [2]uint64

func (b *bits) add(i int)     { b[i>>6] |= 1 << (i & 63) }
func (b bits) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }
func (b bits) empty() bool    { return b[0]|b[1] == 0 }
func (b *bits) merge(o bits)  { b[0] |= o[0]; b[1] |= o[1] }

// keyword selects a shape when it occurs.
type keyword struct {
	text  string
	shape int
}

func newAutomaton(words []keyword) *automaton {
	a := &automaton{next: make([][256]int16, 1), out: make([]bits, 1)}
	for _, w := range words {
		s := int16(0)
		for i := range len(w.text) {
			c := w.text[i]
			if a.next[s][c] == 0 {
				a.next = append(a.next, [256]int16{})
				a.out = append(a.out, bits{})
				a.next[s][c] = int16(len(a.next) - 1)
			}
			s = a.next[s][c]
		}
		a.out[s].add(w.shape)
	}
	fail := make([]int16, len(a.next))
	var queue []int16
	for _, s := range a.next[0] {
		if s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		a.out[s].merge(a.out[fail[s]])
		for c := range 256 {
			t := a.next[s][c]
			if t == 0 {
				a.next[s][c] = a.next[fail[s]][c]
				continue
			}
			fail[t] = a.next[fail[s]][c]
			queue = append(queue, t)
		}
	}
	return a
}

// find returns the shapes one of whose keywords is in text.
func (a *automaton) find(text string) bits {
	var found bits
	s := int16(0)
	for i := range len(text) {
		s = a.next[s][text[i]]
		if !a.out[s].empty() {
			found.merge(a.out[s])
		}
	}
	return found
}
