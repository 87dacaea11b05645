package statewrite

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// mongoWrite reads UpdateOne(ctx, filter, update) and relatives.
func mongoWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	if ref.Recv != "Collection" {
		return nil
	}
	args := params(common)
	w := &Write{}
	fromChain(w, chain(common)[1:])
	if w.Table == "" {
		w.Table = heldName(common)
	}
	switch ref.Name {
	case "UpdateOne", "UpdateMany", "FindOneAndUpdate", "UpdateByID":
		if len(args) < 3 {
			return nil
		}
		for _, e := range documentEntries(args[1]) {
			w.Where = append(w.Where, e.Name)
		}
		for _, op := range documentEntries(args[2]) {
			switch op.Name {
			case "$set", "$setOnInsert":
				cols := documentEntries(op.Value)
				w.Columns = append(w.Columns, cols...)
				if len(cols) == 0 && op.Value != nil && structOf(op.Value.Type()) != nil {
					w.Whole = op.Value
					w.Model = ModelName(op.Value.Type())
				}
			case "$inc":
				for _, c := range documentEntries(op.Value) {
					c.Relative = true
					w.Columns = append(w.Columns, c)
				}
			}
		}
	case "ReplaceOne", "FindOneAndReplace":
		if len(args) < 3 {
			return nil
		}
		w.Whole = ssavalue.Unwrap(args[2])
		w.Model = ModelName(w.Whole.Type())
	case "InsertOne":
		if len(args) < 2 {
			return nil
		}
		w.Creates = true
		w.Columns = documentEntries(args[1])
		if len(w.Columns) == 0 {
			w.Whole = ssavalue.Unwrap(args[1])
			w.Model = ModelName(w.Whole.Type())
		}
	default:
		return nil
	}
	return w
}

// heldName is the name of the field or variable that holds a collection, which
// is most often the collection's own.
func heldName(common *ssa.CallCommon) string {
	if common.IsInvoke() || len(common.Args) == 0 {
		return ""
	}
	v := common.Args[0]
	if u, ok := v.(*ssa.UnOp); ok {
		v = u.X
	}
	switch x := v.(type) {
	case *ssa.FieldAddr, *ssa.Field:
		return fieldName(x)
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return x.Name()
	}
	return ""
}

// fieldName is the name of the field that a value or address selects.
func fieldName(v ssa.Value) string {
	var s *types.Struct
	i := 0
	switch v := v.(type) {
	case *ssa.FieldAddr:
		s, i = structOf(v.X.Type()), v.Field
	case *ssa.Field:
		s, i = structOf(v.X.Type()), v.Field
	}
	if s == nil || i >= s.NumFields() {
		return ""
	}
	return s.Field(i).Name()
}

// documentEntries reads bson.M, bson.D, map and E literals.
func documentEntries(v ssa.Value) []Column {
	if v == nil {
		return nil
	}
	v = ssavalue.Unwrap(v)
	var out []Column
	for k, val := range mapEntries(v) {
		out = append(out, Column{Name: k, Value: val})
	}
	if len(out) > 0 {
		return out
	}
	if u, ok := v.(*ssa.UnOp); ok {
		if s := singleStore(u.X); s != nil {
			v = ssavalue.Unwrap(s)
		}
	}
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	alloc, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, e := range arrayElements(alloc) {
		if e == nil {
			continue
		}
		st := structOf(e.Type())
		if st == nil || st.NumFields() < 2 {
			continue
		}
		name, val := "", ssa.Value(nil)
		for i := range st.NumFields() {
			fv := fieldValue(e, i)
			switch st.Field(i).Name() {
			case "Key", "Path", "Name":
				if fv != nil {
					name = Text(fv)
				}
			case "Value":
				if fv != nil {
					val = ssavalue.Unwrap(fv)
				}
			}
		}
		if name != "" {
			out = append(out, Column{Name: name, Value: val})
		}
	}
	return out
}

// redisWrite reads Set, HSet and relatives whose key or field names a state.
func redisWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	args := skipContext(params(common))
	switch ref.Name {
	case "Set", "SetEx", "SetArgs", "JSONSet":
		if len(args) < 2 {
			return nil
		}
		key := Text(args[0])
		w := &Write{Table: key}
		for _, part := range strings.FieldsFunc(key, func(r rune) bool { return r == ':' || r == '/' || r == '.' }) {
			if naming.StateName(part) {
				w.Columns = []Column{{Name: part, Value: ssavalue.Unwrap(args[1])}}
			}
		}
		return w
	case "HSet", "HMSet", "HSetNX":
		if len(args) < 2 {
			return nil
		}
		w := &Write{Table: Text(args[0])}
		var vals []ssa.Value
		for _, a := range args[1:] {
			vals = append(vals, elements(a)...)
		}
		for i := 0; i+1 < len(vals); i += 2 {
			if vals[i] != nil && vals[i+1] != nil {
				w.Columns = append(w.Columns, Column{Name: Text(vals[i]), Value: vals[i+1]})
			}
		}
		if len(vals) == 1 && vals[0] != nil {
			recordColumns(w, vals[0])
		}
		return w
	case "HIncrBy", "HIncrByFloat":
		if len(args) < 3 {
			return nil
		}
		return &Write{Table: Text(args[0]), Columns: []Column{{Name: Text(args[1]), Value: ssavalue.Unwrap(args[2]), Relative: true}}}
	case "IncrBy", "DecrBy", "Incr", "IncrByFloat":
		if len(args) < 1 {
			return nil
		}
		key := Text(args[0])
		w := &Write{Table: key}
		for _, part := range strings.FieldsFunc(key, func(r rune) bool { return r == ':' || r == '/' || r == '.' }) {
			if naming.StateName(part) {
				c := Column{Name: part, Relative: true, Minus: ref.Name == "DecrBy"}
				if len(args) > 1 {
					c.Value = ssavalue.Unwrap(args[1])
				}
				w.Columns = []Column{c}
			}
		}
		return w
	}
	return nil
}

// dynamoWrite reads UpdateItem and PutItem inputs.
func dynamoWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	if !strings.HasPrefix(ref.Name, "UpdateItem") && !strings.HasPrefix(ref.Name, "PutItem") {
		return nil
	}
	var input ssa.Value
	for _, a := range params(common) {
		if strings.HasSuffix(ModelName(ssavalue.Unwrap(a).Type()), "ItemInput") {
			input = ssavalue.Unwrap(a)
		}
	}
	if input == nil {
		return nil
	}
	s := structOf(input.Type())
	w := &Write{Creates: strings.HasPrefix(ref.Name, "PutItem")}
	names := map[string]string{}
	var values map[string]ssa.Value
	expr := ""
	for i := range s.NumFields() {
		v := fieldValue(input, i)
		if v == nil {
			continue
		}
		switch s.Field(i).Name() {
		case "TableName":
			w.Table = pointedText(v)
		case "UpdateExpression":
			expr = pointedText(v)
		case "ConditionExpression":
			w.Where = append(w.Where, pointedText(v), "status")
		case "ExpressionAttributeNames":
			for k, n := range mapEntries(v) {
				names[k] = Text(n)
			}
		case "ExpressionAttributeValues":
			values = mapEntries(v)
		case "Item":
			for k, val := range mapEntries(v) {
				w.Columns = append(w.Columns, Column{Name: k, Value: val})
			}
		}
	}
	expr = strings.TrimSpace(expr)
	if len(expr) > 4 && strings.EqualFold(expr[:4], "SET ") {
		expr = expr[4:]
	}
	for _, part := range strings.Split(expr, ",") {
		name, val, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		name, val = strings.TrimSpace(name), strings.TrimSpace(val)
		if n, ok := names[name]; ok {
			name = n
		}
		w.Columns = append(w.Columns, Column{Name: strings.TrimPrefix(name, "#"), Value: values[val]})
	}
	return w
}

// pointedText is the text behind aws.String("…").
func pointedText(v ssa.Value) string {
	if t := Text(v); t != "" {
		return t
	}
	if c, ok := v.(*ssa.Call); ok {
		for _, a := range c.Call.Args {
			if t := Text(a); t != "" {
				return t
			}
		}
	}
	if s := singleStore(v); s != nil {
		return Text(s)
	}
	return ""
}

// firestoreWrite reads Update(ctx, []firestore.Update{…}) and Set(ctx, map).
func firestoreWrite(common *ssa.CallCommon, ref symbols.Ref) *Write {
	switch ref.Name {
	case "Set", "Update", "Create", "Add":
	default:
		return nil
	}
	w := &Write{Creates: ref.Name == "Create" || ref.Name == "Add"}
	fromChain(w, chain(common)[1:])
	for _, a := range params(common) {
		if isContext(a.Type()) {
			continue
		}
		cols := documentEntries(a)
		w.Columns = append(w.Columns, cols...)
		if len(cols) == 0 && structOf(ssavalue.Unwrap(a).Type()) != nil && !strings.HasSuffix(ModelName(a.Type()), "Ref") {
			w.Whole = ssavalue.Unwrap(a)
			w.Model = ModelName(w.Whole.Type())
		}
	}
	return w
}
