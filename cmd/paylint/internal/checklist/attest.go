package checklist

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/regular"
)

// AttestFile is the name of the file with the attestations, at the root of the
// main module.
const AttestFile = ".paylint-attest.yml"

// dateLayout is how dates are written in the attestation file.
const dateLayout = "2006-01-02"

// Attestation is a person's statement that a control is met.
type Attestation struct {
	Control   string `json:"control"`
	Statement string `json:"statement"`
	By        string `json:"by"`
	Role      string `json:"role"`
	// Date and Expires are days, 2006-01-02. An attestation holds from Date
	// to the end of Expires, in UTC.
	Date    string `json:"date"`
	Expires string `json:"expires"`
	Link    string `json:"link"`
	// Line is where the attestation starts in its file.
	Line int `json:"line"`
	// Problem says why the attestation does not count; "" when it does.
	Problem string `json:"problem"`
}

// attestKeys are the keys of an attestation, in the order they are written.
var attestKeys = []string{"control", "statement", "by", "role", "date", "expires", "link"}

func (a *Attestation) field(key string) *string {
	switch key {
	case "control":
		return &a.Control
	case "statement":
		return &a.Statement
	case "by":
		return &a.By
	case "role":
		return &a.Role
	case "date":
		return &a.Date
	case "expires":
		return &a.Expires
	case "link":
		return &a.Link
	}
	return nil
}

// problem returns why the attestation does not count at a point in time, ""
// when it does.
func (a *Attestation) problem(now time.Time) string {
	today := now.UTC().Format(dateLayout)
	for _, required := range []struct{ key, value string }{
		{"by", a.By}, {"statement", a.Statement}, {"date", a.Date}, {"expires", a.Expires},
	} {
		if strings.TrimSpace(required.value) == "" {
			return fmt.Sprintf("%q is missing", required.key)
		}
	}
	switch {
	case !isDay(a.Date):
		return fmt.Sprintf("date %q is no day of the form YYYY-MM-DD", a.Date)
	case !isDay(a.Expires):
		return fmt.Sprintf("expires %q is no day of the form YYYY-MM-DD", a.Expires)
	case a.Expires < a.Date:
		return fmt.Sprintf("it expires (%s) before its date (%s)", a.Expires, a.Date)
	case a.Date > today:
		return fmt.Sprintf("its date %s is in the future", a.Date)
	case a.Expires < today:
		return fmt.Sprintf("it expired on %s", a.Expires)
	case a.Link != "" && !isLink(a.Link):
		return fmt.Sprintf("link %q is no http(s) address", a.Link)
	}
	return ""
}

func isDay(s string) bool {
	_, err := time.Parse(dateLayout, s)
	return err == nil
}

func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// best returns the attestation of a control that counts; among several the one
// that holds longest, and one with a problem only when there is no other.
func best(all []Attestation, control string) *Attestation {
	var found *Attestation
	for _, a := range all {
		if a.Control != control {
			continue
		}
		if found == nil || found.Problem != "" && a.Problem == "" ||
			(found.Problem == "") == (a.Problem == "") && a.Expires > found.Expires {
			found = &a
		}
	}
	return found
}

// LoadAttestations reads an attestation file. A missing file holds none. An
// unreadable file, an unknown key or control is an error with file and line;
// an attestation that merely does not count (expired, nameless) is none.
func LoadAttestations(file string) ([]Attestation, error) {
	data, err := regular.ReadFile(file, regular.MaxSize)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ParseAttestations(file, data)
}

// ParseAttestations reads the text of an attestation file; name is used in
// errors. All errors of the file are joined.
func ParseAttestations(name string, data []byte) ([]Attestation, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	var errs []error
	fail := func(n *yaml.Node, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:%d: %s", name, n.Line, fmt.Sprintf(format, args...)))
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		fail(root, "the file must be a mapping with the key \"attestations\"")
		return nil, errors.Join(errs...)
	}
	var all []Attestation
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		switch {
		case key.Value != "attestations":
			fail(key, "unknown key %q; the only one is \"attestations\"", key.Value)
		case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
		case value.Kind != yaml.SequenceNode:
			fail(value, "\"attestations\" must be a list")
		default:
			for _, item := range value.Content {
				if a, ok := parseAttestation(item, fail); ok {
					all = append(all, a)
				}
			}
		}
	}
	return all, errors.Join(errs...)
}

func parseAttestation(item *yaml.Node, fail func(*yaml.Node, string, ...any)) (Attestation, bool) {
	a := Attestation{Line: item.Line}
	if item.Kind != yaml.MappingNode {
		fail(item, "an attestation must be a mapping")
		return a, false
	}
	ok := true
	seen := make(map[string]bool)
	for i := 0; i+1 < len(item.Content); i += 2 {
		key, value := item.Content[i], item.Content[i+1]
		to := a.field(key.Value)
		switch {
		case to == nil:
			fail(key, "unknown key %q; known are %s", key.Value, strings.Join(attestKeys, ", "))
			ok = false
		case seen[key.Value]:
			fail(key, "key %q is there twice", key.Value)
			ok = false
		case value.Kind != yaml.ScalarNode:
			fail(value, "%q must be a text", key.Value)
			ok = false
		case value.Tag != "!!null":
			*to = strings.TrimSpace(value.Value)
		}
		seen[key.Value] = true
	}
	if a.Control == "" {
		fail(item, "\"control\" is missing")
		return a, false
	}
	if _, known := analyzers.ControlByID(a.Control); !known {
		fail(item, "unknown control %q", a.Control)
		return a, false
	}
	return a, ok
}

// CheckAttestations returns everything that is wrong with an attestation file
// at a point in time: what cannot be read, and what does not count.
func CheckAttestations(name string, data []byte, now time.Time) []error {
	all, err := ParseAttestations(name, data)
	var errs []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	} else if err != nil {
		errs = []error{err}
	}
	for _, a := range all {
		if p := a.problem(now); p != "" {
			errs = append(errs, fmt.Errorf("%s:%d: %s: %s", name, a.Line, a.Control, p))
		}
	}
	return errs
}

// AddAttestation returns the file's text with an attestation appended;
// comments and order of the rest are kept.
func AddAttestation(name string, data []byte, a Attestation) ([]byte, error) {
	if _, err := ParseAttestations(name, data); err != nil {
		return nil, err
	}
	item := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range attestKeys {
		if v := *a.field(key); v != "" {
			// A day would be read back as a timestamp unless it is quoted or
			// left plain on purpose; plain is what people write by hand.
			n := &yaml.Node{Kind: yaml.ScalarNode, Value: v}
			if key != "date" && key != "expires" {
				n.SetString(v)
			}
			item.Content = append(item.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, n)
		}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		doc = yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{{Kind: yaml.MappingNode}}}
	}
	root := doc.Content[0]
	i := slices.IndexFunc(root.Content, func(n *yaml.Node) bool { return n.Value == "attestations" })
	if i < 0 {
		root.Content = append(root.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "attestations"}, &yaml.Node{})
		i = len(root.Content) - 2
	}
	if root.Content[i+1].Kind != yaml.SequenceNode {
		root.Content[i+1] = &yaml.Node{Kind: yaml.SequenceNode}
	}
	listNode := root.Content[i+1]
	listNode.Style = 0
	listNode.Content = append(listNode.Content, item)
	var out strings.Builder
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(&doc); err != nil {
		return nil, err
	}
	return []byte(out.String()), nil
}
