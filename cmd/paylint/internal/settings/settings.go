// Package settings reads .paylint.yml and applies it to a suite.
//
// Decoding is strict: an unknown key, check or option, a value of the wrong
// kind and a key that is there twice are errors that name file and line, and
// the nearest known name.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/regular"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"
)

// FileName is the configuration file that is looked for.
const FileName = ".paylint.yml"

// Settings are what the configuration file sets beside the suite's own.
type Settings struct {
	// FailOn is "error", "warning", "never", or "" when it is not set.
	FailOn string
}

// Find returns the nearest configuration file in dir or above it, up to the
// root of the module that dir is in; "" when there is none. One that is no
// regular file or far too large is an error.
func Find(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		name := filepath.Join(dir, FileName)
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return name, regular.Check(name, info, regular.MaxSize)
		}
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || dir == filepath.Dir(dir) {
			return "", nil
		}
		dir = filepath.Dir(dir)
	}
}

// Error is a mistake in a configuration file.
type Error struct {
	File string
	Line int // 0 when the whole file is meant
	Msg  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Load reads a configuration file into a suite.
func Load(name string, suite *analyzers.Suite) (Settings, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Settings{}, err
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return Settings{}, err
	}
	return parse(name, filepath.Dir(abs), data, suite)
}

// parse applies the text of a configuration file; dir is what its paths are
// relative to.
func parse(name, dir string, data []byte, suite *analyzers.Suite) (Settings, error) {
	d := &decoder{file: name, suite: suite}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return Settings{}, nil // an empty file sets nothing
		}
		return Settings{}, syntaxError(name, err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return Settings{}, &Error{File: name, Msg: "more than one YAML document"}
	}
	suite.Config.Exclude.Root = dir
	err := d.top(doc.Content[0])
	return d.settings, err
}

// syntaxError splits the line from the YAML library's message.
func syntaxError(name string, err error) error {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	e := &Error{File: name, Msg: msg}
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if _, err := fmt.Sscanf(rest, "%d:", &e.Line); err == nil {
			_, e.Msg, _ = strings.Cut(rest, ": ")
		}
	}
	e.Msg = "not valid YAML: " + e.Msg
	return e
}

type decoder struct {
	file     string
	suite    *analyzers.Suite
	settings Settings
}

func (d *decoder) errorf(n *yaml.Node, format string, args ...any) error {
	return &Error{File: d.file, Line: n.Line, Msg: fmt.Sprintf(format, args...)}
}

// field decodes the value of one key.
type field func(key, value *yaml.Node) error

// top decodes the top level.
func (d *decoder) top(n *yaml.Node) error {
	if n.Tag == "!!null" {
		return nil
	}
	cfg := d.suite.Config
	return d.mapping(n, "", map[string]field{
		"tests":           func(_, v *yaml.Node) error { return d.boolean("tests", v, &cfg.Tests) },
		"fail-on":         d.failOn,
		"enable":          func(_, v *yaml.Node) error { return d.checks("enable", v, &cfg.Enable) },
		"disable":         func(_, v *yaml.Node) error { return d.checks("disable", v, &cfg.Disable) },
		"severity":        d.severity,
		"exclude":         d.exclude,
		"payment-words":   func(k, v *yaml.Node) error { return d.words(k.Value, v, &cfg.Payment) },
		"sensitive-names": func(k, v *yaml.Node) error { return d.words(k.Value, v, &cfg.Sensitive) },
		"hosts":           func(k, v *yaml.Node) error { return d.words(k.Value, v, &cfg.Hosts) },
		"options":         d.options,
	})
}

// mapping decodes a mapping whose keys are all in fields.
func (d *decoder) mapping(n *yaml.Node, within string, fields map[string]field) error {
	return d.each(n, within, func(k, v *yaml.Node) error {
		f, ok := fields[k.Value]
		if !ok {
			var known []string
			for name := range fields {
				known = append(known, name)
			}
			return d.errorf(k, "unknown key %q%s%s", k.Value, in(within), Nearest(k.Value, known))
		}
		return f(k, v)
	})
}

// each calls f for the keys and values of a mapping.
func (d *decoder) each(n *yaml.Node, within string, f func(k, v *yaml.Node) error) error {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		if n.Tag == "!!null" {
			return nil
		}
		if within == "" {
			return d.errorf(n, "the file must be a mapping of keys to values")
		}
		return d.errorf(n, "%q must be a mapping of keys to values", within)
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if seen[k.Value] {
			return d.errorf(k, "key %q is there twice", k.Value)
		}
		seen[k.Value] = true
		if err := f(k, v); err != nil {
			return err
		}
	}
	return nil
}

func in(within string) string {
	if within == "" {
		return ""
	}
	return fmt.Sprintf(" in %q", within)
}

func (d *decoder) boolean(key string, v *yaml.Node, dst *bool) error {
	if v.Kind != yaml.ScalarNode || v.Tag != "!!bool" {
		return d.errorf(v, "%q must be true or false", key)
	}
	return v.Decode(dst)
}

// strings decodes a list of strings; one string is a list of one.
func (d *decoder) strings(key string, v *yaml.Node) ([]*yaml.Node, error) {
	if v.Kind == yaml.AliasNode {
		v = v.Alias
	}
	nodes := v.Content
	switch {
	case v.Tag == "!!null":
		return nil, nil
	case v.Kind == yaml.ScalarNode:
		nodes = []*yaml.Node{v}
	case v.Kind != yaml.SequenceNode:
		return nil, d.errorf(v, "%q must be a list", key)
	}
	for _, e := range nodes {
		if e.Kind != yaml.ScalarNode || e.Tag == "!!null" {
			return nil, d.errorf(e, "%q must be a list of strings", key)
		}
	}
	return nodes, nil
}

func (d *decoder) failOn(_, v *yaml.Node) error {
	if !slices.Contains(FailOn, v.Value) {
		return d.errorf(v, "%q must be one of %s%s", "fail-on", strings.Join(FailOn, ", "), Nearest(v.Value, FailOn))
	}
	d.settings.FailOn = v.Value
	return nil
}

// FailOn are the values of -fail-on.
var FailOn = []string{"error", "warning", "never"}

func (d *decoder) checks(key string, v *yaml.Node, dst *[]string) error {
	nodes, err := d.strings(key, v)
	if err != nil {
		return err
	}
	*dst = nil
	for _, e := range nodes {
		if err := KnownCheck(e.Value); err != nil {
			return d.errorf(e, "%v", err)
		}
		*dst = append(*dst, e.Value)
	}
	return nil
}

func (d *decoder) severity(k, v *yaml.Node) error {
	m := make(map[string]analyzers.Severity)
	d.suite.Config.Severity = m
	return d.each(v, k.Value, func(k, v *yaml.Node) error {
		if err := KnownCheck(k.Value); err != nil {
			return d.errorf(k, "%v", err)
		}
		s := analyzers.Severity(v.Value)
		if s != analyzers.SeverityError && s != analyzers.SeverityWarning {
			return d.errorf(v, "severity of %s must be error or warning%s", k.Value, Nearest(v.Value, []string{"error", "warning"}))
		}
		m[k.Value] = s
		return nil
	})
}

func (d *decoder) exclude(k, v *yaml.Node) error {
	nodes, err := d.strings(k.Value, v)
	if err != nil {
		return err
	}
	for _, e := range nodes {
		p := analyzers.Paths{Patterns: []string{e.Value}}
		if err := p.Valid(); err != nil {
			return d.errorf(e, "%v", err)
		}
		d.suite.Config.Exclude.Patterns = append(d.suite.Config.Exclude.Patterns, e.Value)
	}
	return nil
}

func (d *decoder) words(key string, v *yaml.Node, dst *analyzers.Words) error {
	list := func(dst *[]string) field {
		return func(k, v *yaml.Node) error {
			nodes, err := d.strings(k.Value, v)
			for _, e := range nodes {
				*dst = append(*dst, e.Value)
			}
			return err
		}
	}
	return d.mapping(v, key, map[string]field{"add": list(&dst.Add), "remove": list(&dst.Remove)})
}

// options sets the checks' own flags.
func (d *decoder) options(k, v *yaml.Node) error {
	return d.each(v, k.Value, func(k, v *yaml.Node) error {
		var names []string
		var check *analysis.Analyzer
		for _, a := range d.suite.Analyzers {
			names = append(names, a.Name)
			if a.Name == k.Value {
				check = a
			}
		}
		if check == nil {
			return d.errorf(k, "unknown check %q%s", k.Value, Nearest(k.Value, names))
		}
		return d.each(v, k.Value, func(k, v *yaml.Node) error {
			f := check.Flags.Lookup(k.Value)
			if f == nil {
				known := flagNames(check)
				if len(known) == 0 {
					return d.errorf(k, "%s has no options", check.Name)
				}
				return d.errorf(k, "unknown option %q of %s%s", k.Value, check.Name, Nearest(k.Value, known))
			}
			nodes, err := d.strings(k.Value, v)
			if err != nil {
				return err
			}
			var values []string
			for _, e := range nodes {
				values = append(values, e.Value)
			}
			if err := f.Value.Set(strings.Join(values, ",")); err != nil {
				return d.errorf(v, "option %q of %s: %v", k.Value, check.Name, err)
			}
			return nil
		})
	})
}
