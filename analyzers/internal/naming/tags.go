package naming

import (
	"reflect"
	"strings"
)

// Verdict is what a struct tag says about a field.
type Verdict uint8

const (
	// Silent tags say nothing.
	Silent Verdict = iota
	// Sensitive tags mark a field whose value must not be shown.
	Sensitive
	// Safe tags mark a field that may be shown whatever its name says.
	Safe
)

// TagVerdict reads the tags that mark sensitive fields: paylint:"sensitive" and
// paylint:"safe" decide alone; then those of other tools: datapolicy
// (Kubernetes), masq, redact, mask, sensitive, secret, pii.
func TagVerdict(tag string) Verdict {
	t := reflect.StructTag(tag)
	switch v, _ := t.Lookup("paylint"); v {
	case "sensitive":
		return Sensitive
	case "safe":
		return Safe
	}
	if v, ok := t.Lookup("datapolicy"); ok && v != "" && v != "-" {
		return Sensitive
	}
	if v, ok := t.Lookup("masq"); ok && v != "" && v != "-" {
		return Sensitive
	}
	for _, key := range [...]string{"redact", "mask", "sensitive", "secret", "pii", "log", "zlog", "logger"} {
		v, ok := t.Lookup(key)
		if !ok {
			continue
		}
		v, _, _ = strings.Cut(v, ",")
		logTag := strings.Contains(key, "log")
		switch strings.ToLower(v) {
		case "nonsecret", "safe", "public":
			return Safe
		case "false", "none", "no":
		case "", "-":
			if logTag && v == "-" {
				return Sensitive
			}
		case "secret", "sensitive", "redact", "redacted", "mask", "masked", "hide", "hidden", "omit", "private", "confidential", "pii":
			return Sensitive
		default:
			if !logTag {
				return Sensitive
			}
		}
	}
	return Silent
}

// nameTags are the tags whose first part is another name of the field.
var nameTags = [...]string{
	"json", "xml", "form", "url", "query", "schema", "db", "bson", "yaml", "toml", "mapstructure", "header", "env",
	"envconfig", "koanf", "dynamodbav", "firestore", "pg", "bun", "ch", "param", "protobuf",
}

// tagNames returns the other names that tags give a field.
func tagNames(tag string) []string {
	if tag == "" {
		return nil
	}
	t := reflect.StructTag(tag)
	var names []string
	for _, key := range nameTags {
		v, ok := t.Lookup(key)
		if !ok {
			continue
		}
		if key == "protobuf" {
			_, v, _ = strings.Cut(v, "name=")
		}
		v, _, _ = strings.Cut(v, ",")
		if v != "" && v != "-" {
			names = append(names, v)
		}
	}
	if v, ok := t.Lookup("gorm"); ok {
		if _, col, ok := strings.Cut(v, "column:"); ok {
			col, _, _ = strings.Cut(col, ";")
			names = append(names, col)
		}
	}
	if v, ok := t.Lookup("validate"); ok && strings.Contains(v, "credit_card") {
		names = append(names, "card_number")
	}
	return names
}

// JSONName is the name encoding/json gives a field; "" when it leaves it out.
func JSONName(field, tag string) string {
	v, ok := reflect.StructTag(tag).Lookup("json")
	if v == "-" {
		return ""
	}
	name, _, _ := strings.Cut(v, ",")
	if !ok || name == "" {
		return field
	}
	return name
}
