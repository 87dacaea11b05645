package sqltext

import "strings"

// Statement is what one SQL statement does.
type Statement struct {
	// Verb is INSERT, UPDATE, DELETE, MERGE, REPLACE, SELECT, CALL … in upper case.
	Verb string
	// Table is the table written or read, without schema; empty when unknown.
	Table string
	// Sets are the columns written, in order: INSERT columns, UPDATE SET, and
	// the update part of an upsert.
	Sets []Column
	// Upserts is set for an INSERT that updates what is there already.
	Upserts bool
	// Where are the columns that the WHERE clause compares.
	Where []Column
	// Locks is set for SELECT … FOR UPDATE.
	Locks bool
}

// Column is a column with what it is set to or compared with.
type Column struct {
	Name string
	// Args are the positions of the arguments that the value is made of, from
	// 0, counted after the text argument; Names are those of named arguments.
	Args  []int
	Names []string
	// Verbs are positions of fmt.Sprintf arguments in the value.
	Verbs []int
	// Literal is the value when it is a single quoted text or number.
	Literal string
	// Relative is set when the value is computed from the column itself
	// (balance = balance + ?); Minus when by subtraction.
	Relative, Minus bool
	// Op is the comparison in Where: "=", "IN", "<>", ">=", …
	Op string
}

// Writes reports whether the statement changes data.
func (s *Statement) Writes() bool {
	switch s.Verb {
	case "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "UPSERT", "CALL":
		return true
	}
	return false
}

// Parse returns the statements in text that could be read.
func Parse(text string) []Statement {
	p := &parser{t: tokens(text)}
	var out []Statement
	for p.i < len(p.t) {
		if s, ok := p.statement(); ok {
			out = append(out, s)
		}
	}
	return out
}

type parser struct {
	t []token
	i int
}

func (p *parser) up() string {
	if p.i < len(p.t) && p.t[p.i].kind == word {
		return p.t[p.i].up
	}
	return ""
}

func (p *parser) sym(s string) bool {
	return p.i < len(p.t) && p.t[p.i].kind == symbol && p.t[p.i].val == s
}

// statement reads one statement, or skips one token. A statement inside a WITH
// clause or parentheses is found because unknown tokens are skipped one by one.
func (p *parser) statement() (Statement, bool) {
	s := Statement{Verb: p.up()}
	switch s.Verb {
	case "UPDATE":
		p.i++
		p.skipWords("ONLY", "LOW_PRIORITY", "IGNORE", "OR", "ROLLBACK", "ABORT", "FAIL")
		s.Table = p.table()
		if !p.until("SET") {
			return s, s.Table != ""
		}
		s.Sets = p.sets()
		p.where(&s)
		return s, true
	case "INSERT", "REPLACE", "UPSERT":
		p.i++
		p.skipWords("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "OR", "REPLACE", "INTO")
		s.Table = p.table()
		if s.Table == "" {
			return s, false
		}
		p.insert(&s)
		return s, true
	case "MERGE":
		p.i++
		p.skipWords("INTO")
		s.Table = p.table()
		for p.i < len(p.t) && !p.sym(";") {
			if p.up() == "SET" {
				p.i++
				s.Sets = append(s.Sets, p.sets()...)
				continue
			}
			p.i++
		}
		return s, s.Table != ""
	case "DELETE":
		p.i++
		p.skipWords("FROM")
		s.Table = p.table()
		p.where(&s)
		return s, s.Table != ""
	case "CALL":
		p.i++
		s.Table = p.table()
		return s, s.Table != ""
	case "SELECT":
		p.i++
		p.selection(&s)
		return s, true
	}
	p.i++
	return s, false
}

func (p *parser) skipWords(words ...string) {
	for p.i < len(p.t) {
		found := false
		for _, w := range words {
			found = found || p.up() == w
		}
		if !found {
			return
		}
		p.i++
	}
}

// table reads [schema.]name; a fmt verb gives the name "%".
func (p *parser) table() string {
	name := ""
	for p.i < len(p.t) {
		t := p.t[p.i]
		switch {
		case t.kind == word:
			name = t.val
		case t.kind == verb:
			name = "%"
		default:
			return name
		}
		p.i++
		if !p.sym(".") {
			return name
		}
		p.i++
	}
	return name
}

// until moves behind the keyword; it stops at the end of the statement.
func (p *parser) until(keyword string) bool {
	for p.i < len(p.t) && !p.sym(";") {
		if p.up() == keyword {
			p.i++
			return true
		}
		p.i++
	}
	return false
}

// stops a value expression at nesting depth 0.
var clauseWords = map[string]bool{
	"WHERE": true, "RETURNING": true, "FROM": true, "ON": true, "OUTPUT": true,
	"ORDER": true, "LIMIT": true, "WHEN": true, "VALUES": true, "GROUP": true,
}

// sets reads "a = expr, b = expr" and "(a, b) = (x, y)".
func (p *parser) sets() []Column {
	var out []Column
	for p.i < len(p.t) {
		if p.sym("(") {
			names := p.names()
			if p.sym("=") {
				p.i++
			}
			p.skipWords("ROW")
			out = append(out, p.values(names)...)
		} else {
			name := p.table()
			if name == "" || !p.sym("=") {
				return out
			}
			p.i++
			out = append(out, p.expr(name, false))
		}
		if !p.sym(",") {
			return out
		}
		p.i++
	}
	return out
}

// names reads "(a, b, c)".
func (p *parser) names() []string {
	var out []string
	p.i++
	depth := 1
	last := ""
	for p.i < len(p.t) && depth > 0 {
		switch {
		case p.sym("("):
			depth++
		case p.sym(")"):
			depth--
		case p.sym(",") && depth == 1:
			out = append(out, last)
			last = ""
		case p.t[p.i].kind == word:
			last = p.t[p.i].val
		}
		p.i++
	}
	return append(out, last)
}

// values reads "(expr, expr)" for the given columns.
func (p *parser) values(names []string) []Column {
	var out []Column
	if !p.sym("(") {
		return out
	}
	p.i++
	for n := 0; p.i < len(p.t) && !p.sym(")"); n++ {
		name := ""
		if n < len(names) {
			name = names[n]
		}
		c := p.expr(name, false)
		if name != "" {
			out = append(out, c)
		}
		if !p.sym(",") {
			break
		}
		p.i++
	}
	if p.sym(")") {
		p.i++
	}
	return out
}

// expr reads one value up to a comma, a closing parenthesis or the next clause.
func (p *parser) expr(name string, cond bool) Column {
	c := Column{Name: name}
	depth, n := 0, 0
	for p.i < len(p.t) {
		t := p.t[p.i]
		if depth == 0 && (p.sym(",") && !cond || p.sym(")") || p.sym(";") || clauseWords[t.up]) {
			break
		}
		if cond && depth == 0 && (t.up == "AND" || t.up == "OR") {
			break
		}
		switch t.kind {
		case symbol:
			switch t.val {
			case "(":
				depth++
			case ")":
				depth--
			case "-":
				c.Minus = true
			}
		case placeholder:
			if t.arg >= 0 {
				c.Args = append(c.Args, t.arg)
			} else {
				c.Names = append(c.Names, t.val)
			}
		case verb:
			c.Verbs = append(c.Verbs, t.arg)
		case text, number:
			if n == 0 {
				c.Literal = t.val
			}
		case word:
			switch {
			case t.up == "CASE":
				depth++
			case t.up == "END" && depth > 0:
				depth--
			}
			if strings.EqualFold(t.val, name) {
				c.Relative = true
			}
			if n == 0 && (t.up == "TRUE" || t.up == "FALSE") {
				c.Literal = strings.ToLower(t.val)
			}
		}
		n++
		p.i++
	}
	if n > 1 && (len(c.Args)+len(c.Names)+len(c.Verbs) > 0 || c.Relative) {
		c.Literal = ""
	}
	c.Minus = c.Minus && c.Relative
	return c
}

// insert reads "(cols) VALUES (…), (…) [ON CONFLICT … DO UPDATE SET …]",
// "SET a = b" and "(cols) SELECT …".
func (p *parser) insert(s *Statement) {
	var names []string
	if p.sym("(") {
		names = p.names()
	}
	if p.up() == "SET" {
		p.i++
		s.Sets = p.sets()
	}
	for p.i < len(p.t) && !p.sym(";") && p.up() != "VALUES" && p.up() != "VALUE" && p.up() != "ON" && p.up() != "SELECT" {
		p.i++
	}
	switch p.up() {
	case "VALUES", "VALUE":
		p.i++
		for p.sym("(") {
			s.Sets = append(s.Sets, p.values(names)...)
			if p.sym(",") {
				p.i++
			}
		}
	case "SELECT":
		p.i++
		for n := 0; p.i < len(p.t) && !p.sym(";") && p.up() != "FROM"; n++ {
			if n < len(names) && names[n] != "" {
				s.Sets = append(s.Sets, p.expr(names[n], false))
			} else {
				p.expr("", false)
			}
			if !p.sym(",") {
				break
			}
			p.i++
		}
	}
	for p.i < len(p.t) && !p.sym(";") && p.up() != "RETURNING" {
		if p.up() == "UPDATE" {
			p.i++
			if p.up() == "SET" {
				p.i++
			}
			s.Sets = append(s.Sets, p.sets()...)
			s.Upserts = true
			p.where(s)
			return
		}
		p.i++
	}
}

// where reads the conditions of a WHERE clause, if one follows.
func (p *parser) where(s *Statement) {
	for p.i < len(p.t) && !p.sym(";") && p.up() != "WHERE" {
		if p.up() == "RETURNING" {
			return
		}
		p.i++
	}
	p.i++
	for p.i < len(p.t) && !p.sym(";") {
		t := p.t[p.i]
		if t.kind == word && t.up != "AND" && t.up != "OR" && t.up != "NOT" && !clauseWords[t.up] {
			name := p.table()
			if c, ok := p.comparison(name); ok {
				s.Where = append(s.Where, c)
			}
			continue
		}
		if t.up == "RETURNING" {
			return
		}
		p.i++
	}
}

// comparison reads what follows a column name in a condition.
func (p *parser) comparison(name string) (Column, bool) {
	if p.i >= len(p.t) {
		return Column{}, false
	}
	t := p.t[p.i]
	switch {
	case t.kind == symbol && strings.Contains("= <> != < > <= >=", t.val) && t.val != " ":
		p.i++
		c := p.expr(name, true)
		c.Op = t.val
		return c, true
	case t.up == "NOT":
		p.i++
		c, ok := p.comparison(name)
		c.Op = "NOT " + c.Op
		return c, ok
	case t.up == "IN" || t.up == "IS" || t.up == "LIKE" || t.up == "ILIKE" || t.up == "BETWEEN":
		p.i++
		c := p.expr(name, true)
		c.Op = t.up
		return c, true
	}
	return Column{}, false
}

// selection reads the table, the conditions and the lock of a SELECT.
func (p *parser) selection(s *Statement) {
	depth := 0
	for p.i < len(p.t) && !p.sym(";") {
		switch {
		case p.sym("("):
			depth++
		case p.sym(")"):
			if depth == 0 {
				return
			}
			depth--
		case p.up() == "FROM" && depth == 0 && s.Table == "":
			p.i++
			s.Table = p.table()
			continue
		case p.up() == "FOR":
			p.i++
			s.Locks = s.Locks || p.up() == "UPDATE"
		case p.up() == "WHERE" && depth == 0:
			p.i++
			for p.i < len(p.t) && !p.sym(";") && p.up() != "FOR" && p.up() != "ORDER" && p.up() != "LIMIT" && p.up() != "GROUP" {
				if p.t[p.i].kind == word && p.up() != "AND" && p.up() != "OR" && p.up() != "NOT" {
					if c, ok := p.comparison(p.table()); ok {
						s.Where = append(s.Where, c)
						continue
					}
				} else {
					p.i++
				}
			}
			continue
		}
		p.i++
	}
}
