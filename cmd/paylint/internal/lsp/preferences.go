package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.lsp.dev/protocol"
)

// preferences are what the client sets, in initializationOptions or in the section
// "paylint" of its configuration. They win over the configuration file, as the
// flags of the command line do.
type preferences struct {
	Enable  list   `json:"enable"`
	Disable list   `json:"disable"`
	Tags    list   `json:"tags"`
	Tests   *bool  `json:"tests"`
	Config  string `json:"config"`
	// Flags are further flags of the command line: "-idempotency.scope=all".
	Flags list `json:"flags"`
}

// list is a list of strings, or one string with commas.
type list []string

func (l *list) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*l = nil
		for part := range strings.SplitSeq(one, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*l = append(*l, part)
			}
		}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

// set reads settings, bare or in a section "paylint". What is null or absent
// sets nothing; a mistake changes nothing.
func (s *preferences) set(raw protocol.LSPAny) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var section struct {
		Paylint json.RawMessage `json:"paylint"`
	}
	if json.Unmarshal(raw, &section) == nil && len(section.Paylint) > 0 {
		raw = protocol.LSPAny(section.Paylint)
		if string(raw) == "null" {
			return nil
		}
	}
	var fresh preferences
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&fresh); err != nil {
		return fmt.Errorf("settings: %s (there are: enable, disable, tags, tests, config, flags)", strings.TrimPrefix(err.Error(), "json: "))
	}
	for _, f := range fresh.Flags {
		if !strings.HasPrefix(f, "-") {
			return fmt.Errorf("settings: %q in flags is no flag", f)
		}
		name, _, _ := strings.Cut(strings.TrimLeft(f, "-"), "=")
		if slices.Contains(notHere, name) {
			return fmt.Errorf("settings: flag -%s has no meaning in an editor", name)
		}
	}
	*s = fresh
	return nil
}

// notHere are flags of the command that say where to read or write.
var notHere = []string{"C", "f", "o", "fix", "diff", "standalone", "baseline", "write-baseline", "fail-on", "h", "help"}

// args are the settings as flags of the command line.
func (s *preferences) args() []string {
	var args []string
	add := func(name string, l list) {
		if len(l) > 0 {
			args = append(args, "-"+name+"="+strings.Join(l, ","))
		}
	}
	add("enable", s.Enable)
	add("disable", s.Disable)
	add("tags", s.Tags)
	if s.Tests != nil {
		args = append(args, fmt.Sprintf("-tests=%v", *s.Tests))
	}
	if s.Config != "" {
		args = append(args, "-config="+s.Config)
	}
	return append(args, s.Flags...)
}

func (s *server) DidChangeConfiguration(p *protocol.DidChangeConfigurationParams) {
	if s.caps.configuration {
		// The client wants to be asked.
		go s.askConfiguration()
		return
	}
	s.applySettings(p.Settings)
}

// askConfiguration asks the client for the section "paylint".
func (s *server) askConfiguration() {
	got, err := s.client.Configuration(s.ctx, &protocol.ConfigurationParams{Items: []protocol.ConfigurationItem{{Section: ptr(source)}}})
	if err != nil || len(got) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.applySettings(got[0])
}

// applySettings takes over new settings. The caller holds the lock.
func (s *server) applySettings(raw protocol.LSPAny) {
	before := slices.Clone(s.prefs.args())
	if err := s.prefs.set(raw); err != nil {
		s.tell(err)
		return
	}
	if !slices.Equal(before, s.prefs.args()) {
		for _, v := range s.views {
			v.reset()
		}
	}
}

// tell shows an error to the user and puts it in the log.
func (s *server) tell(err error) {
	if errors.Is(err, s.ctx.Err()) {
		return
	}
	s.log(protocol.MessageTypeError, err.Error())
	_ = s.client.ShowMessage(s.ctx, &protocol.ShowMessageParams{Type: protocol.MessageTypeError, Message: "paylint: " + err.Error()})
}
