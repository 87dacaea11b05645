package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"
)

// lspClient is an editor, as far as the tests need one: it talks to a server
// process over its standard input and output.
type lspClient struct {
	t      testing.TB
	in     io.WriteCloser
	cmd    *exec.Cmd
	stderr bytes.Buffer

	mu        sync.Mutex
	cond      *sync.Cond
	nextID    int
	answers   map[int]lspMessage
	diags     map[string][]lspDiagnostic
	versions  map[string]int
	messages  []string
	watchers  int
	settings  string
	readError error
}

type lspMessage struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  json.RawMessage `json:"error"`
}

type lspPosition struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type lspRange struct {
	Start lspPosition `json:"start"`
	End   lspPosition `json:"end"`
}

type lspDiagnostic struct {
	Range           lspRange
	Severity        int
	Tags            []int
	Code, Source    string
	Message         string
	CodeDescription struct{ Href string }
	Related         []struct {
		Location struct {
			URI   string
			Range lspRange
		}
		Message string
	} `json:"relatedInformation"`
}

type lspAction struct {
	Title, Kind string
	IsPreferred bool
	Edit        struct {
		Changes         map[string][]lspEdit
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version *int
			}
			Edits []lspEdit
		}
	}
}

type lspEdit struct {
	Range   lspRange
	NewText string
}

// startLSP starts a server for folders, and says hello.
func startLSP(t testing.TB, exe string, capabilities string, folders ...string) *lspClient {
	t.Helper()
	c := &lspClient{t: t, cmd: exec.Command(exe, "lsp"), answers: make(map[int]lspMessage), diags: make(map[string][]lspDiagnostic), versions: make(map[string]int), settings: "null"}
	c.cond = sync.NewCond(&c.mu)
	c.cmd.Stderr = &c.stderr
	c.cmd.Env = append(os.Environ(), "PAYLINT_CACHE="+t.TempDir())
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go c.read(bufio.NewReader(out))
	t.Cleanup(func() { _ = c.cmd.Process.Kill() })
	var list []string
	for _, f := range folders {
		list = append(list, fmt.Sprintf(`{"uri":%q,"name":"x"}`, fileURI(f)))
	}
	c.call("initialize", fmt.Sprintf(`{"processId":%d,"rootUri":null,"capabilities":%s,"workspaceFolders":[%s]}`, os.Getpid(), capabilities, strings.Join(list, ",")), nil)
	c.notify("initialized", "{}")
	return c
}

func fileURI(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

func (c *lspClient) read(r *bufio.Reader) {
	for {
		length := 0
		for {
			line, err := r.ReadString('\n')
			if err != nil {
				c.stop(err)
				return
			}
			if line = strings.TrimSpace(line); line == "" {
				break
			}
			if value, ok := strings.CutPrefix(line, "Content-Length: "); ok {
				length, _ = strconv.Atoi(value)
			} else {
				c.stop(fmt.Errorf("standard output has %q", line))
				return
			}
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(r, body); err != nil {
			c.stop(err)
			return
		}
		var m lspMessage
		if err := json.Unmarshal(body, &m); err != nil {
			c.stop(err)
			return
		}
		c.receive(m)
	}
}

func (c *lspClient) stop(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.readError = err
	c.cond.Broadcast()
}

func (c *lspClient) receive(m lspMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer c.cond.Broadcast()
	switch m.Method {
	case "":
		id, _ := strconv.Atoi(string(m.ID))
		c.answers[id] = m
	case "textDocument/publishDiagnostics":
		var p struct {
			URI         string
			Version     int
			Diagnostics []lspDiagnostic
		}
		if err := json.Unmarshal(m.Params, &p); err != nil {
			c.readError = err
		}
		c.diags[p.URI], c.versions[p.URI] = p.Diagnostics, p.Version
	case "window/logMessage", "window/showMessage":
		c.messages = append(c.messages, string(m.Params))
	case "client/registerCapability":
		c.watchers += strings.Count(string(m.Params), "globPattern")
		c.reply(m, "null")
	case "workspace/configuration":
		c.reply(m, "["+c.settings+"]")
	default:
		if m.ID != nil {
			c.reply(m, "null")
		}
	}
}

func (c *lspClient) reply(m lspMessage, result string) {
	c.send(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":%s}`, m.ID, result))
}

func (c *lspClient) send(body string) {
	if _, err := fmt.Fprintf(c.in, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		c.t.Logf("the server does not read: %v", err)
	}
}

func (c *lspClient) notify(method, params string) {
	c.send(fmt.Sprintf(`{"jsonrpc":"2.0","method":%q,"params":%s}`, method, params))
}

// call sends a request, waits for the answer and decodes it into result.
func (c *lspClient) call(method, params string, result any) {
	c.t.Helper()
	c.mu.Lock()
	c.nextID++
	id := c.nextID
	c.mu.Unlock()
	c.send(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":%q,"params":%s}`, id, method, params))
	c.wait(method, func() bool { _, ok := c.answers[id]; return ok })
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.answers[id]
	if m.Error != nil {
		c.t.Fatalf("%s: %s", method, m.Error)
	}
	if result != nil {
		if err := json.Unmarshal(m.Result, result); err != nil {
			c.t.Fatalf("%s: %v in %s", method, err, m.Result)
		}
	}
}

// wait blocks until a condition on what was received holds.
func (c *lspClient) wait(what string, ok func() bool) {
	c.t.Helper()
	deadline := time.Now().Add(2 * time.Minute)
	timer := time.AfterFunc(time.Until(deadline), c.cond.Broadcast)
	defer timer.Stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for !ok() {
		if c.readError != nil || time.Now().After(deadline) {
			c.t.Fatalf("waiting for %s: %v\ndiagnostics: %+v\nmessages: %q\nstderr: %s", what, c.readError, c.diags, c.messages, &c.stderr)
		}
		c.cond.Wait()
	}
}

// waitFor waits until the findings of a file are exactly these codes.
func (c *lspClient) waitFor(file string, codes ...string) []lspDiagnostic {
	c.t.Helper()
	c.wait(fmt.Sprintf("%s: %q", filepath.Base(file), codes), func() bool {
		var got []string
		for _, d := range c.diags[fileURI(file)] {
			got = append(got, d.Code)
		}
		slices.Sort(got)
		return slices.Equal(got, codes)
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.diags[fileURI(file)]
}

func (c *lspClient) open(file, text string) {
	c.notify("textDocument/didOpen", fmt.Sprintf(`{"textDocument":{"uri":%q,"languageId":"go","version":1,"text":%s}}`, fileURI(file), quote(text)))
}

func (c *lspClient) change(file string, version int, text string) {
	c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":%d},"contentChanges":[{"text":%s}]}`, fileURI(file), version, quote(text)))
}

func (c *lspClient) actions(file string, rng lspRange, only string) []lspAction {
	c.t.Helper()
	at, _ := json.Marshal(rng)
	var list []lspAction
	c.call("textDocument/codeAction", fmt.Sprintf(`{"textDocument":{"uri":%q},"range":%s,"context":{"diagnostics":[]%s}}`, fileURI(file), at, only), &list)
	return list
}

// exit says goodbye and returns the exit status.
func (c *lspClient) exit() int {
	c.t.Helper()
	c.call("shutdown", "null", nil)
	c.notify("exit", "null")
	_ = c.cmd.Wait()
	if c.stderr.Len() > 0 {
		c.t.Errorf("standard error: %s", &c.stderr)
	}
	return c.cmd.ProcessState.ExitCode()
}

func quote(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// apply carries out the edits of an action on a text. Positions are UTF-16.
func (a lspAction) apply(t testing.TB, text string) string {
	t.Helper()
	var edits []lspEdit
	for _, list := range a.Edit.Changes {
		edits = append(edits, list...)
	}
	for _, d := range a.Edit.DocumentChanges {
		edits = append(edits, d.Edits...)
	}
	offset := func(p lspPosition) int {
		lines := strings.SplitAfter(text, "\n")
		n := len(strings.Join(lines[:p.Line], ""))
		units := utf16.Encode([]rune(lines[p.Line]))
		return n + len(string(utf16.Decode(units[:p.Character])))
	}
	slices.SortFunc(edits, func(a, b lspEdit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.NewText + text[offset(e.Range.End):]
	}
	return text
}
