package ssaflow

import (
	"strconv"
	"strings"
)

// Path selects a part of a value: a sequence of elements ".field", "[]" (any
// element), `["key"]` (the element with a constant key) and "#n" (result n).
type Path string

// maxDepth is how many elements of a path are kept; deeper parts are cut off,
// so that a path means "somewhere below".
const maxDepth = 5

func fieldElem(name string) Path { return Path("." + name) }

const anyElem Path = "[]"

func keyElem(key string) Path { return Path("[" + strconv.Quote(key) + "]") }

func resultElem(i int) Path { return Path("#" + strconv.Itoa(i)) }

// cut splits off the first element.
func (p Path) cut() (first, rest Path) {
	if p == "" {
		return "", ""
	}
	if p[0] == '[' {
		if strings.HasPrefix(string(p), "[]") {
			return p[:2], p[2:]
		}
		if q, err := strconv.QuotedPrefix(string(p[1:])); err == nil {
			n := 1 + len(q) + 1
			return p[:n], p[n:]
		}
		return p, ""
	}
	for i := 1; i < len(p); i++ {
		if starts(p[i]) {
			return p[:i], p[i:]
		}
	}
	return p, ""
}

// starts reports whether an element that follows another one begins with c.
func starts(c byte) bool { return c == '.' || c == '[' || c == '#' }

// Elems returns the elements of the path.
func (p Path) Elems() []Path {
	var out []Path
	for p != "" {
		var e Path
		e, p = p.cut()
		out = append(out, e)
	}
	return out
}

// Field returns the name of a field element, or "".
func (p Path) Field() string {
	if p != "" && p[0] == '.' {
		return string(p[1:])
	}
	return ""
}

// Key returns the constant key of an element, if it has one.
func (p Path) Key() (string, bool) {
	if len(p) > 2 && p[0] == '[' && p[1] != ']' {
		if s, err := strconv.Unquote(string(p[1 : len(p)-1])); err == nil {
			return s, true
		}
	}
	return "", false
}

// Last returns the last element.
func (p Path) Last() Path {
	var last Path
	for p != "" {
		last, p = p.cut()
	}
	return last
}

// join appends rest to p, keeping at most maxDepth elements; which result or
// parameter it is a part of does not count.
func (p Path) join(rest Path) Path {
	if rest == "" {
		return p
	}
	full := p + rest
	n := 0
	for q := full; q != ""; {
		if n == maxDepth {
			return full[:len(full)-len(q)]
		}
		if q[0] != '#' && q[0] != '@' {
			n++
		}
		_, q = q.cut()
	}
	return full
}

// elemMatch reports whether two elements may mean the same part.
func elemMatch(a, b Path) bool {
	return a == b || a[0] == '[' && b[0] == '[' && (a == anyElem || b == anyElem)
}

// match compares the path of a definition with a wanted path. If one is a
// prefix of the other it returns what is left of each: rest is the part of want
// below def, sub the part of def below want.
func match(def, want Path) (rest, sub Path, ok bool) {
	for def != "" && want != "" {
		if def[0] != want[0] {
			return "", "", false
		}
		if def[0] != '[' { // by far the most common, without cutting
			i := 1
			for i < len(def) && i < len(want) && def[i] == want[i] && !starts(def[i]) {
				i++
			}
			if i < len(def) && !starts(def[i]) || i < len(want) && !starts(want[i]) {
				return "", "", false
			}
			def, want = def[i:], want[i:]
			continue
		}
		d, dr := def.cut()
		w, wr := want.cut()
		if !elemMatch(d, w) {
			return "", "", false
		}
		def, want = dr, wr
	}
	return want, def, true
}
