package sqltext

import (
	"strconv"
	"strings"
)

// kind is the class of a token.
type kind int

const (
	end kind = iota
	word
	number
	text        // 'literal'
	placeholder // ? $1 :name @p1
	verb        // %s of fmt
	symbol
)

// token is one lexical element. For words, val is the unquoted name and up its
// upper-case form (empty for quoted names, which are never keywords).
type token struct {
	kind kind
	val  string
	up   string
	arg  int // position of a placeholder's argument, -1 when it is named
}

// lexer splits SQL text into tokens.
type lexer struct {
	s     string
	i     int
	marks int // '?' seen so far
	verbs int // fmt verbs seen so far
}

// tokens returns all tokens of s without comments and white space.
func tokens(s string) []token {
	l := &lexer{s: s}
	var out []token
	for {
		t := l.next()
		if t.kind == end {
			return out
		}
		out = append(out, t)
	}
}

func (l *lexer) next() token {
	l.skip()
	if l.i >= len(l.s) {
		return token{kind: end}
	}
	c := l.s[l.i]
	switch {
	case c == '\'':
		return l.text()
	case c == '"':
		return token{kind: word, val: l.quoted('"'), arg: -1}
	case c == '`':
		return token{kind: word, val: l.quoted('`'), arg: -1}
	case c == '[' && l.i+1 < len(l.s) && isLetter(l.s[l.i+1]):
		return token{kind: word, val: l.quoted(']'), arg: -1}
	case isLetter(c):
		w := l.while(func(c byte) bool { return isLetter(c) || isDigit(c) || c == '$' })
		return token{kind: word, val: w, up: strings.ToUpper(w), arg: -1}
	case isDigit(c):
		return token{kind: number, val: l.while(func(c byte) bool { return isDigit(c) || c == '.' }), arg: -1}
	case c == '?':
		l.i++
		l.marks++
		return token{kind: placeholder, val: "?", arg: l.marks - 1}
	case c == '$' && l.peekDigit():
		l.i++
		n, _ := strconv.Atoi(l.while(isDigit))
		return token{kind: placeholder, val: "$" + strconv.Itoa(n), arg: n - 1}
	case c == ':' && l.i+1 < len(l.s) && l.s[l.i+1] == ':':
		l.i += 2
		return token{kind: symbol, val: "::", arg: -1}
	case (c == ':' || c == '@') && l.i+1 < len(l.s) && (isLetter(l.s[l.i+1]) || isDigit(l.s[l.i+1])):
		l.i++
		return l.named()
	case c == '%' && l.i+1 < len(l.s):
		return l.fmtVerb()
	}
	l.i++
	for _, op := range []string{"<>", "!=", ">=", "<=", "||"} {
		if strings.HasPrefix(l.s[l.i-1:], op) {
			l.i++
			return token{kind: symbol, val: op, arg: -1}
		}
	}
	return token{kind: symbol, val: string(c), arg: -1}
}

// named reads the rest of :name, :1, @name or @p1.
func (l *lexer) named() token {
	name := l.while(func(c byte) bool { return isLetter(c) || isDigit(c) || c == '.' })
	digits := name
	if len(name) > 1 && (name[0] == 'p' || name[0] == 'P') {
		digits = name[1:]
	}
	if n, err := strconv.Atoi(digits); err == nil && n > 0 {
		return token{kind: placeholder, val: name, arg: n - 1}
	}
	return token{kind: placeholder, val: name, arg: -1}
}

// fmtVerb reads %s, %[1]s, %-5d; "%%" and the modulo operator are symbols.
func (l *lexer) fmtVerb() token {
	j := l.i + 1
	n := -1
	for j < len(l.s) && strings.IndexByte("+-# 0123456789.[]", l.s[j]) >= 0 {
		if l.s[j] == '[' {
			if k := strings.IndexByte(l.s[j:], ']'); k > 0 {
				if v, err := strconv.Atoi(l.s[j+1 : j+k]); err == nil {
					n = v - 1
				}
				j += k
			}
		}
		j++
	}
	if j < len(l.s) && strings.IndexByte("svdqxtfgTe", l.s[j]) >= 0 {
		if n < 0 {
			n = l.verbs
		}
		l.verbs = n + 1
		l.i = j + 1
		return token{kind: verb, val: l.s[j : j+1], arg: n}
	}
	l.i++
	return token{kind: symbol, val: "%", arg: -1}
}

// text reads a quoted literal. In text made for fmt.Sprintf a literal may be a
// verb in quotes ('%s'): that is a verb.
func (l *lexer) text() token {
	val := l.quoted('\'')
	if !strings.Contains(val, "%") {
		return token{kind: text, val: val, arg: -1}
	}
	inner := &lexer{s: val, verbs: l.verbs}
	t := token{kind: text, val: val, arg: -1}
	for inner.i < len(val) {
		if val[inner.i] != '%' || inner.i+1 >= len(val) {
			inner.i++
			continue
		}
		if v := inner.fmtVerb(); v.kind == verb && t.kind == text {
			t = v
		}
	}
	l.verbs = inner.verbs
	return t
}

// quoted reads up to the closing quote; a doubled quote stands for itself.
func (l *lexer) quoted(q byte) string {
	l.i++
	var b strings.Builder
	for l.i < len(l.s) {
		c := l.s[l.i]
		l.i++
		if c == '\\' && q == '\'' && l.i < len(l.s) && l.s[l.i] == '\'' {
			b.WriteByte('\'')
			l.i++
			continue
		}
		if c == q {
			if l.i < len(l.s) && l.s[l.i] == q {
				b.WriteByte(q)
				l.i++
				continue
			}
			break
		}
		b.WriteByte(c)
	}
	return b.String()
}

// SkipComments returns a text from its first word on: generated queries begin
// with a comment that names them.
func SkipComments(text string) string {
	l := &lexer{s: text}
	l.skip()
	return text[l.i:]
}

// skip passes white space and comments.
func (l *lexer) skip() {
	for l.i < len(l.s) {
		rest := l.s[l.i:]
		switch {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			l.i++
		case strings.HasPrefix(rest, "--") || (rest[0] == '#' && len(rest) > 1 && rest[1] == ' '):
			if k := strings.IndexByte(rest, '\n'); k >= 0 {
				l.i += k
			} else {
				l.i = len(l.s)
			}
		case strings.HasPrefix(rest, "/*"):
			if k := strings.Index(rest, "*/"); k >= 0 {
				l.i += k + 2
			} else {
				l.i = len(l.s)
			}
		default:
			return
		}
	}
}

func (l *lexer) while(ok func(byte) bool) string {
	start := l.i
	for l.i < len(l.s) && ok(l.s[l.i]) {
		l.i++
	}
	return l.s[start:l.i]
}

func (l *lexer) peekDigit() bool { return l.i+1 < len(l.s) && isDigit(l.s[l.i+1]) }

func isLetter(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
