package statewrite

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/sqltext"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// gormWrite reads gorm's finishers; Model, Table and Where come from the chain.
func gormWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	if ref.Recv != "DB" && !strings.HasSuffix(ref.Recv, "Interface") {
		return nil
	}
	args := params(common)
	w := &Write{}
	switch ref.Name {
	case "Update", "UpdateColumn":
		args = skipContext(args)
		if len(args) < 2 {
			return nil
		}
		if name := Text(args[0]); name != "" {
			w.Columns = []Column{{Name: name, Value: ssavalue.Unwrap(args[1])}}
		}
	case "Updates", "UpdateColumns":
		args = skipContext(args)
		if len(args) < 1 {
			return nil
		}
		for k, v := range mapEntries(args[0]) {
			w.Columns = append(w.Columns, Column{Name: k, Value: v})
		}
		if len(w.Columns) == 0 {
			w.Columns = structColumns(args[0])
			if !hasState(w.Columns) {
				w.Whole = ssavalue.Unwrap(args[0])
				w.Model = ModelName(w.Whole.Type())
			}
		}
	case "Save", "Create", "CreateInBatches", "FirstOrCreate":
		args = skipContext(args)
		if len(args) < 1 {
			return nil
		}
		w.Whole = ssavalue.Unwrap(args[0])
		w.Model = ModelName(w.Whole.Type())
		w.Creates = ref.Name != "Save"
	default:
		return nil
	}
	fromChain(w, chain(common)[1:])
	return w
}

// texts are the constant texts among arguments and their elements.
func texts(args []ssa.Value) []string {
	var out []string
	for _, a := range args {
		for _, e := range elements(a) {
			if t := Text(e); t != "" {
				out = append(out, t)
			}
		}
	}
	return out
}

func skipContext(args []ssa.Value) []ssa.Value {
	if len(args) > 0 && isContext(args[0].Type()) {
		return args[1:]
	}
	return args
}

func hasState(cols []Column) bool {
	for _, c := range cols {
		if naming.StateName(c.Name) {
			return true
		}
	}
	return false
}

// fromChain reads table, model, values and conditions off the earlier calls of
// a builder chain.
func fromChain(w *Write, links []*ssa.CallCommon) {
	for _, link := range links {
		args := params(link)
		switch name := methodName(link); name {
		case "Model", "Bean", "NewUpdate", "NewInsert", "Update", "Insert", "InsertInto", "Table", "From", "Collection", "ModelTableExpr":
			for _, a := range args {
				if t := Text(a); t != "" && w.Table == "" {
					w.Table = strings.Fields(t + " ")[0]
				} else if m := ModelName(ssavalue.Unwrap(a).Type()); m != "" && m != "Context" && w.Model == "" {
					w.Model = m
					w.Into = ssavalue.Unwrap(a).Type()
				}
			}
		case "Select", "Column", "Cols":
			w.Only = append(w.Only, texts(args)...)
		case "Omit", "ExcludeColumn":
			w.Not = append(w.Not, texts(args)...)
		case "Where", "And", "Wheref", "WHERE":
			for _, a := range args {
				w.Where = append(w.Where, conditionColumns(a)...)
			}
		case "Set", "SetExpr", "Value":
			setColumn(w, args)
		case "SetMap", "SetMapx":
			if len(args) > 0 {
				for k, v := range mapEntries(args[0]) {
					w.Columns = append(w.Columns, Column{Name: k, Value: v})
				}
			}
		case "Values":
			valueColumns(w, links, args)
		case "Rows":
			for _, a := range args {
				for _, e := range elements(a) {
					recordColumns(w, e)
				}
			}
		default:
			if strings.HasPrefix(name, "Set") && len(name) > 3 && len(args) == 1 {
				w.Columns = append(w.Columns, Column{Name: strings.TrimPrefix(name[3:], "Nillable"), Value: ssavalue.Unwrap(args[0])})
			} else if strings.HasPrefix(name, "Add") && len(name) > 3 && len(args) == 1 {
				w.Columns = append(w.Columns, Column{Name: name[3:], Value: ssavalue.Unwrap(args[0]), Relative: true})
			}
		}
	}
}

// setColumn reads Set("status", v), Set("status = ?", v), Set(record).
func setColumn(w *Write, args []ssa.Value) {
	if len(args) == 0 {
		return
	}
	t := Text(args[0])
	switch {
	case t == "":
		recordColumns(w, args[0])
	case strings.Contains(t, "="):
		var values []ssa.Value
		for _, a := range args[1:] {
			values = append(values, elements(a)...)
		}
		if s := FromSQL("UPDATE t SET "+t, values); s != nil {
			w.Columns = append(w.Columns, s.Columns...)
		}
	case len(args) > 1:
		vals := elements(args[1])
		if len(vals) > 0 {
			w.Columns = append(w.Columns, Column{Name: t, Value: vals[0]})
		}
	}
}

// recordColumns reads a map or struct of columns.
func recordColumns(w *Write, v ssa.Value) {
	entries := mapEntries(v)
	for k, val := range entries {
		w.Columns = append(w.Columns, Column{Name: k, Value: val})
	}
	if len(entries) == 0 {
		w.Columns = append(w.Columns, structColumns(v)...)
	}
}

// valueColumns matches squirrel's Columns("a", "b").Values(x, y).
func valueColumns(w *Write, links []*ssa.CallCommon, args []ssa.Value) {
	var names []ssa.Value
	for _, l := range links {
		if methodName(l) == "Columns" || methodName(l) == "Cols" {
			for _, a := range params(l) {
				names = append(names, elements(a)...)
			}
		}
	}
	var values []ssa.Value
	for _, a := range args {
		values = append(values, elements(a)...)
	}
	for i, n := range names {
		if i < len(values) {
			w.Columns = append(w.Columns, Column{Name: Text(n), Value: values[i]})
		}
	}
}

// conditionColumns are the columns of a WHERE condition given as text or map.
func conditionColumns(v ssa.Value) []string {
	var out []string
	if t := Text(v); t != "" {
		for _, s := range sqltext.Parse("DELETE FROM t WHERE " + t) {
			for _, c := range s.Where {
				out = append(out, c.Name)
			}
		}
		return out
	}
	for k := range mapEntries(v) {
		out = append(out, k)
	}
	for _, c := range structColumns(v) {
		out = append(out, c.Name)
	}
	return out
}

// xormWrite reads xorm's Update and Insert of beans.
func xormWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	switch ref.Name {
	case "Update", "Insert", "InsertOne", "InsertMulti":
	default:
		return nil
	}
	args := params(common)
	if len(args) == 0 {
		return nil
	}
	w := &Write{Creates: ref.Name != "Update"}
	vals := elements(args[0])
	if len(vals) > 0 && vals[0] != nil {
		if m := mapEntries(vals[0]); len(m) > 0 {
			for k, v := range m {
				w.Columns = append(w.Columns, Column{Name: k, Value: v})
			}
		} else {
			w.Whole = vals[0]
			w.Model = ModelName(w.Whole.Type())
		}
	}
	fromChain(w, chain(common)[1:])
	return w
}

// builderWrite reads query builders that end in Exec, Save, Update …: bun, go-pg,
// squirrel, goqu, dbr, jet, upper and ent's generated builders.
func builderWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	switch ref.Name {
	case "Exec", "ExecX", "ExecContext", "Save", "SaveX", "Update", "UpdateNotZero", "Insert", "QueryRow", "QueryRowContext", "Scan", "ToSql", "ToSQL":
	default:
		return nil
	}
	links := chain(common)
	if len(links) < 2 && ref.Recv == "" {
		return nil
	}
	kind := builderKind(ref, links)
	if kind == "" {
		return nil
	}
	if ref.Name == "ToSql" || ref.Name == "ToSQL" {
		return nil // reported where the text is executed
	}
	w := &Write{Creates: strings.Contains(kind, "Insert") || strings.HasSuffix(kind, "Create")}
	fromChain(w, links[1:])
	if w.Model == "" && kind == ref.Recv && (strings.HasSuffix(kind, "Update") || strings.HasSuffix(kind, "UpdateOne") || strings.HasSuffix(kind, "Create")) {
		w.Model = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(kind, "One"), "Update"), "Create")
	}
	if len(w.Columns) == 0 {
		for _, l := range links[1:] {
			if n := methodName(l); n == "Model" || n == "MODEL" {
				for _, a := range params(l) {
					w.Whole = ssavalue.Unwrap(a)
					if els := elements(a); len(els) == 1 && els[0] != nil {
						w.Whole = els[0]
					}
					w.Model = ModelName(w.Whole.Type())
				}
			}
		}
	}
	if len(w.Columns) == 0 && w.Whole == nil {
		return nil
	}
	return w
}

// builderKind names the update or insert builder that a call finishes, "" when
// it is none.
func builderKind(ref symbols.Ref, links []*ssa.CallCommon) string {
	switch ref.Pkg {
	case "github.com/uptrace/bun", "github.com/Masterminds/squirrel", "github.com/gocraft/dbr", "github.com/go-jet/jet/postgres",
		"github.com/go-jet/jet/mysql", "github.com/upper/db", "github.com/doug-martin/goqu/exec", "github.com/doug-martin/goqu":
		for _, l := range links {
			switch n := methodName(l); n {
			case "Update", "NewUpdate", "UPDATE", "Insert", "NewInsert", "InsertInto", "INSERT":
				return n + "Update"
			}
		}
		if strings.HasPrefix(ref.Recv, "Update") || strings.HasPrefix(ref.Recv, "Insert") {
			return ref.Recv
		}
		return ""
	case "github.com/go-pg/pg/orm", "github.com/go-pg/pg":
		if ref.Name == "Update" || ref.Name == "Insert" || ref.Name == "UpdateNotZero" {
			return ref.Name
		}
		return ""
	}
	// ent: the generated builders' names, with at least one setter in the chain.
	if ref.Recv != "" && (strings.HasSuffix(ref.Recv, "Update") || strings.HasSuffix(ref.Recv, "UpdateOne") || strings.HasSuffix(ref.Recv, "Create")) {
		for _, l := range links {
			if n := methodName(l); strings.HasPrefix(n, "Set") && len(n) > 3 {
				return ref.Recv
			}
		}
	}
	return ""
}
