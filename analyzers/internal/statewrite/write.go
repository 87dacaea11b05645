package statewrite

import (
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/sqltext"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Write is a call that stores data.
type Write struct {
	// Table is the table, collection or key, Model the type's name, as far as known.
	Table, Model string
	// Columns are the columns or fields written one by one.
	Columns []Column
	// Whole is a model that is stored as it is, nil otherwise.
	Whole ssa.Value
	// Into is the model whose columns Whole is stored in when that is a map.
	Into types.Type
	// Only and Not are the columns of Whole that are stored, or are not, when
	// the call says so.
	Only, Not []string
	// Record is the struct that all named placeholders of a statement are taken
	// from, when its type is named for the table: the model itself.
	Record ssa.Value
	// Where are the columns of the condition.
	Where []string
	// Creates is set for inserts.
	Creates bool
	// Deletes is set for deletions, which write no state.
	Deletes bool
}

// Column is one column or field that is written.
type Column struct {
	Name string
	// Value is the value written, nil when it is only known as text.
	Value ssa.Value
	// Literal is the value when it is part of the statement's text.
	Literal string
	// Relative is set when the new value is computed from the old one, Minus
	// when something is taken off it.
	Relative, Minus bool
}

// State returns the columns that hold a transaction's state.
func (w *Write) State() []Column {
	var out []Column
	for _, c := range w.Columns {
		if naming.StateName(c.Name) {
			out = append(out, c)
		}
	}
	return out
}

// Stores reports whether a field of the whole model is among what is stored.
func (w *Write) Stores(field string) bool {
	match := func(column string) bool { return column == "*" || fold(column) == fold(field) }
	return (len(w.Only) == 0 || slices.ContainsFunc(w.Only, match)) && !slices.ContainsFunc(w.Not, match)
}

// fold makes names of fields and columns alike: PaymentStatus, payment_status.
func fold(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }

// StateFields returns the indexes of the fields of a stored model that hold
// state, and its struct type.
func StateFields(t types.Type) (*types.Struct, []int) {
	s := structOf(t)
	if s == nil {
		return nil, nil
	}
	var out []int
	for i := range s.NumFields() {
		name := s.Field(i).Name()
		if naming.StateName(name) && storable(s.Field(i).Type()) {
			out = append(out, i)
		}
	}
	return s, out
}

func storable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Pointer:
		return true
	case *types.Struct:
		return u.NumFields() > 0 // sql.NullString, decimal.Decimal, time.Time
	}
	return false
}

// structOf finds the struct behind pointers, slices and interfaces' contents.
func structOf(t types.Type) *types.Struct {
	for range 4 {
		switch u := t.Underlying().(type) {
		case *types.Struct:
			return u
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		default:
			return nil
		}
	}
	return nil
}

// ModelName is the name of the type behind pointers and slices.
func ModelName(t types.Type) string {
	for range 4 {
		if n, ok := types.Unalias(t).(*types.Named); ok {
			return n.Obj().Name()
		}
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		default:
			return ""
		}
	}
	return ""
}

// Of returns what a call stores, nil when it stores nothing that can be read.
func Of(call ssa.CallInstruction, ref symbols.Ref) *Write {
	w := read(call, ref)
	if w != nil {
		// Columns read from maps come in any order.
		slices.SortStableFunc(w.Columns, func(a, b Column) int { return strings.Compare(a.Name, b.Name) })
		slices.Sort(w.Where)
	}
	return w
}

func read(call ssa.CallInstruction, ref symbols.Ref) *Write {
	common := call.Common()
	switch ref.Pkg {
	case "gorm.io/gorm", "github.com/jinzhu/gorm":
		if w := gormWrite(common, ref); w != nil {
			return w
		}
	case "xorm.io/xorm", "github.com/go-xorm/xorm":
		if w := xormWrite(common, ref); w != nil {
			return w
		}
	case "go.mongodb.org/mongo-driver/mongo", "go.mongodb.org/mongo-driver/v2/mongo":
		return mongoWrite(common, ref)
	case "github.com/redis/go-redis", "github.com/go-redis/redis", "github.com/gomodule/redigo/redis":
		return redisWrite(common, ref)
	case "github.com/aws/aws-sdk-go-v2/service/dynamodb", "github.com/aws/aws-sdk-go/service/dynamodb":
		return dynamoWrite(common, ref)
	case "cloud.google.com/go/firestore":
		return firestoreWrite(common, ref)
	}
	if w := builderWrite(common, ref); w != nil {
		return w
	}
	return sqlWrite(common, ref)
}

// sqlWrite reads calls that are handed SQL text: Exec and its relatives of any
// type, a team's own executor interface included.
func sqlWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	switch ref.Pkg {
	case "fmt", "strings", "bytes", "log", "log/slog", "errors", "regexp", "strconv", "testing":
		return nil // text is made or shown, not run
	}
	if strings.HasPrefix(ref.Name, "Prepare") || ref.Name == "Rebind" || symbols.HasRef(ref, symbols.LogSink) {
		return nil
	}
	args := common.Args
	if !common.IsInvoke() && common.Signature().Recv() != nil && len(args) > 0 {
		args = args[1:]
	}
	text, at := "", -1
	for i, a := range args {
		if i > 2 {
			break
		}
		if s := Text(a); looksLikeSQL(s) {
			text, at = s, i
			break
		}
	}
	var values []ssa.Value
	switch {
	case at >= 0:
		for _, a := range args[at+1:] {
			values = append(values, elements(a)...)
		}
	case isStatement(ref) && (ref.Name == "Exec" || ref.Name == "ExecContext" || ref.Name == "MustExec" || ref.Name == "QueryRow" || ref.Name == "QueryRowContext"):
		text = preparedText(common)
		for _, a := range args {
			values = append(values, elements(a)...)
		}
		if len(values) > 0 && isContext(values[0].Type()) {
			values = values[1:]
		}
	default:
		return nil
	}
	w := FromSQL(text, values)
	if w == nil {
		return nil
	}
	// sqlx's named calls take one struct or map for all names.
	if len(values) == 1 {
		nameColumns(w, text, values[0])
		if v := ssavalue.Unwrap(values[0]); structOf(v.Type()) != nil && namedFor(ModelName(v.Type()), w.Table) {
			w.Record = v
		}
	}
	if at >= 0 {
		formatColumns(w, text, args[at])
	}
	return w
}

// NamedFor reports whether a type is the model of the table that is written.
func (w *Write) NamedFor(model string) bool { return w.Table != "" && namedFor(model, w.Table) }

// namedFor reports whether a type is the model of a table: Payment of payments.
func namedFor(model, table string) bool {
	m, t := fold(model), fold(table[strings.LastIndexByte(table, '.')+1:])
	return m != "" && (t == m || t == m+"s" || t == m+"es" || strings.HasSuffix(m, "y") && t == m[:len(m)-1]+"ies")
}

// isStatement reports whether ref is a method of a prepared statement.
func isStatement(ref symbols.Ref) bool { return ref.Recv == "Stmt" || ref.Recv == "NamedStmt" }

func looksLikeSQL(s string) bool {
	s = strings.TrimLeft(sqltext.SkipComments(s), " \t\r\n(")
	for _, v := range []string{"UPDATE ", "INSERT ", "REPLACE ", "MERGE ", "UPSERT ", "CALL ", "WITH ", "DELETE "} {
		if len(s) > len(v) && strings.EqualFold(s[:len(v)-1], v[:len(v)-1]) && (s[len(v)-1] == ' ' || s[len(v)-1] == '\n' || s[len(v)-1] == '\t' || s[len(v)-1] == '\r') {
			return true
		}
	}
	return false
}

// FromSQL reads SQL text with its positional arguments.
func FromSQL(text string, values []ssa.Value) *Write {
	for _, s := range sqltext.Parse(text) {
		if !s.Writes() {
			continue
		}
		w := &Write{Table: s.Table, Creates: s.Verb == "INSERT" && !s.Upserts, Deletes: s.Verb == "DELETE"}
		for _, c := range s.Sets {
			col := Column{Name: c.Name, Literal: c.Literal, Relative: c.Relative, Minus: c.Minus}
			for _, a := range c.Args {
				if a >= 0 && a < len(values) {
					col.Value = values[a]
				}
			}
			w.Columns = append(w.Columns, col)
		}
		for _, c := range s.Where {
			w.Where = append(w.Where, c.Name)
		}
		return w
	}
	return nil
}

// nameColumns fills in the values of :name placeholders from the fields of a
// struct or the keys of a map.
func nameColumns(w *Write, text string, arg ssa.Value) {
	byName := make(map[string]string) // column -> name
	for _, s := range sqltext.Parse(text) {
		for _, c := range s.Sets {
			for _, n := range c.Names {
				byName[c.Name] = n
			}
		}
	}
	if len(byName) == 0 {
		return
	}
	entries := mapEntries(arg)
	s := structOf(ssavalue.Unwrap(arg).Type())
	for i := range w.Columns {
		name, ok := byName[w.Columns[i].Name]
		if !ok || w.Columns[i].Value != nil {
			continue
		}
		if v := entries[name]; v != nil {
			w.Columns[i].Value = v
		} else if s != nil {
			for j := range s.NumFields() {
				if strings.EqualFold(strings.ReplaceAll(name, "_", ""), s.Field(j).Name()) || strings.Contains(s.Tag(j), `"`+name+`"`) {
					w.Columns[i].Value = fieldValue(arg, j)
				}
			}
		}
		if w.Columns[i].Value == nil {
			w.Columns[i].Value = arg
		}
	}
}

// formatColumns fills in the values of fmt verbs in text made by Sprintf.
func formatColumns(w *Write, text string, arg ssa.Value) {
	values := formatArgs(arg)
	if values == nil {
		return
	}
	for _, s := range sqltext.Parse(text) {
		if !s.Writes() {
			continue
		}
		if s.Table == "%" && len(values) > 0 {
			w.Table = Text(values[0])
		}
		for i, c := range s.Sets {
			for _, v := range c.Verbs {
				if v < len(values) && i < len(w.Columns) && w.Columns[i].Value == nil {
					w.Columns[i].Value = values[v]
				}
			}
		}
		return
	}
}

func isContext(t types.Type) bool {
	r := symbols.TypeRef(t)
	return r.Pkg == "context" && r.Name == "Context"
}
