package lsp

import (
	"bytes"
	"unicode/utf8"

	"go.lsp.dev/protocol"
)

// encoding says what the columns of positions count.
type encoding int

const (
	utf16 encoding = iota
	utf8Bytes
)

// text is a file's contents with its lines found.
type text struct {
	src   []byte
	lines []int // offsets at which lines start
}

func newText(src []byte) *text {
	t := &text{src: src, lines: []int{0}}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// line returns a line without its end; nil when there is none.
func (t *text) line(n int) []byte {
	if n < 0 || n >= len(t.lines) {
		return nil
	}
	end := len(t.src)
	if n+1 < len(t.lines) {
		end = t.lines[n+1]
	}
	return bytes.TrimRight(t.src[t.lines[n]:end], "\r\n")
}

// position converts an offset; those outside the file become its start or end.
func (t *text) position(offset int, enc encoding) protocol.Position {
	offset = min(max(offset, 0), len(t.src))
	lo, hi := 0, len(t.lines)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; t.lines[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return protocol.Position{Line: uint32(lo), Character: uint32(columns(t.src[t.lines[lo]:offset], enc))}
}

// offset converts a position. A column behind the line's end means its end, as
// the protocol says; a line behind the file's end means that.
func (t *text) offset(p protocol.Position, enc encoding) int {
	if int64(p.Line) >= int64(len(t.lines)) {
		return len(t.src)
	}
	start, line := t.lines[p.Line], t.line(int(p.Line))
	want := int64(p.Character)
	if enc == utf8Bytes {
		return start + int(min(want, int64(len(line))))
	}
	n, at := int64(0), 0
	for at < len(line) && n < want {
		r, size := utf8.DecodeRune(line[at:])
		n += int64(units(r))
		at += size
	}
	return start + at
}

// at converts a line and a column in bytes, both counted from 1, as the Go
// tools have them. A line directive may lead anywhere.
func (t *text) at(line, column int, enc encoding) protocol.Position {
	if line < 1 {
		return protocol.Position{}
	}
	src := t.line(line - 1)
	column = min(max(column-1, 0), len(src))
	return protocol.Position{Line: uint32(line - 1), Character: uint32(columns(src[:column], enc))}
}

// columns counts the columns of the start of a line.
func columns(src []byte, enc encoding) int {
	if enc == utf8Bytes {
		return len(src)
	}
	n := 0
	for len(src) > 0 {
		r, size := utf8.DecodeRune(src)
		n += units(r)
		src = src[size:]
	}
	return n
}

func units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}
