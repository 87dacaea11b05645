// Package sqltext reads SQL statements found in Go string constants.
//
// It answers one question: which columns does this statement write, from which
// arguments, in which table, under which conditions. It is a tolerant lexer
// and a shallow reader, not a validating parser: dialects differ, text is often
// assembled with fmt.Sprintf, and an unreadable statement must simply yield
// nothing.
//
// Placeholders of all usual drivers are understood: ?, $1, :name, :1, @name,
// @p1, and the verbs of fmt (%s, %v, %d, %q, %[1]s).
package sqltext
