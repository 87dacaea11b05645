package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
)

func frame(body string) string {
	return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body)
}

// converse sends bytes to a server and returns its answers, what it logged on
// standard error, and its exit status.
func converse(t testing.TB, input string) (answers []map[string]any, stderr string, status int) {
	t.Helper()
	var out, log bytes.Buffer
	status = Run(t.Context(), strings.NewReader(input), &out, Config{
		Version: "test", Log: &log,
		Options: func(string, []string) (Options, error) { return Options{}, errors.New("nothing to analyse with") },
	})
	r := bufio.NewReader(&out)
	for {
		body, err := readFrame(r)
		if errors.Is(err, io.EOF) {
			return answers, log.String(), status
		}
		if err != nil {
			t.Fatalf("the server wrote what is no message: %v", err)
		}
		var m map[string]any
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatalf("the server wrote %q: %v", body, err)
		}
		answers = append(answers, m)
	}
}

const (
	initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}`
	shutdown   = `{"jsonrpc":"2.0","id":99,"method":"shutdown"}`
	exit       = `{"jsonrpc":"2.0","method":"exit"}`
)

// errorOf returns the code of the error that a request was answered with.
func errorOf(answers []map[string]any, id any) any {
	for _, a := range answers {
		if e, ok := a["error"].(map[string]any); ok && fmt.Sprint(a["id"]) == fmt.Sprint(id) {
			return e["code"]
		}
	}
	return nil
}

func TestLifecycle(t *testing.T) {
	tests := []struct {
		name     string
		messages []string
		status   int
		id       any
		code     any
	}{
		{"exit after shutdown", []string{initialize, shutdown, exit}, 0, 0, nil},
		{"exit without shutdown", []string{initialize, exit}, 1, 0, nil},
		{"end of input", []string{initialize}, 1, 0, nil},
		{"end of input after shutdown", []string{initialize, shutdown}, 0, 0, nil},
		{"request before initialize", []string{`{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}`, exit}, 1, 7, -32002.0},
		{"notification before initialize", []string{`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":7}`, initialize, shutdown, exit}, 0, 0, nil},
		{"initialize twice", []string{initialize, strings.Replace(initialize, `"id":1`, `"id":2`, 1), shutdown, exit}, 0, 2, -32600.0},
		{"request after shutdown", []string{initialize, shutdown, `{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}`, exit}, 0, 7, -32600.0},
		{"unknown request", []string{initialize, `{"jsonrpc":"2.0","id":7,"method":"paylint/coffee"}`, shutdown, exit}, 0, 7, -32601.0},
		{"unknown notification", []string{initialize, `{"jsonrpc":"2.0","method":"$/coffee"}`, shutdown, exit}, 0, 0, nil},
		{"bad parameters", []string{initialize, `{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":[1]}`, shutdown, exit}, 0, 7, -32602.0},
		{"bad parameters of a notification", []string{initialize, `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":3}}`, shutdown, exit}, 0, 0, nil},
		{"no JSON", []string{initialize, `{"jsonrpc":`, shutdown, exit}, 0, "<nil>", -32700.0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var input string
			for _, m := range test.messages {
				input += frame(m)
			}
			answers, stderr, status := converse(t, input)
			if status != test.status || stderr != "" {
				t.Errorf("exit status %d, want %d; stderr %q", status, test.status, stderr)
			}
			if code := errorOf(answers, test.id); code != test.code {
				t.Errorf("error %v, want %v, in %v", code, test.code, answers)
			}
		})
	}
}

// What is framed wrongly is skipped, as far as it can be told where it ends.
func TestFraming(t *testing.T) {
	for _, junk := range []string{
		"Content-Length: x\r\n\r\n", "Content-Type: text/plain\r\n\r\n", "\r\n", "Content-Length: -1\r\n\r\n",
		strings.Repeat("x", 3*maxHeader) + "\r\n\r\n", "content-length:2\n\n{}",
	} {
		answers, _, status := converse(t, junk+frame(initialize)+frame(shutdown)+frame(exit))
		if status != 0 || len(answers) < 3 {
			t.Errorf("after %.40q: exit status %d, %d answers", junk, status, len(answers))
		}
	}
	if _, _, status := converse(t, frame(initialize)+"Content-Length: 1000000000\r\n\r\n{"); status != 1 {
		t.Errorf("a truncated message: exit status %d", status)
	}
}

func TestPositions(t *testing.T) {
	src := "a\u00e9\U0001F600b\r\nsecond\n\nlast"
	tx := newText([]byte(src))
	tests := []struct {
		offset       int
		line         uint32
		utf16, utf8c uint32
	}{
		{0, 0, 0, 0}, {1, 0, 1, 1}, {3, 0, 2, 3}, {7, 0, 4, 7}, {8, 0, 5, 8}, {10, 1, 0, 0}, {17, 2, 0, 0}, {18, 3, 0, 0}, {22, 3, 4, 4},
	}
	for _, test := range tests {
		for enc, col := range map[encoding]uint32{utf16: test.utf16, utf8Bytes: test.utf8c} {
			want := protocol.Position{Line: test.line, Character: col}
			if got := tx.position(test.offset, enc); got != want {
				t.Errorf("position(%d) = %v, want %v", test.offset, got, want)
			}
			if got := tx.offset(want, enc); got != test.offset {
				t.Errorf("offset(%v) = %d, want %d", want, got, test.offset)
			}
			if got := tx.at(int(test.line)+1, int(test.utf8c)+1, enc); got != want {
				t.Errorf("at(%d, %d) = %v, want %v", test.line+1, test.utf8c+1, got, want)
			}
		}
	}
	for _, p := range []protocol.Position{{Line: 99}, {Line: 3, Character: 99}, {Line: 1 << 31, Character: 1 << 31}} {
		if got := tx.offset(p, utf16); got != len(src) {
			t.Errorf("offset(%v) = %d, want the end", p, got)
		}
	}
	if got := tx.offset(protocol.Position{Line: 0, Character: 99}, utf16); got != 8 {
		t.Errorf("behind a line: %d", got)
	}
}

func TestDirectivePlace(t *testing.T) {
	src := strings.Join([]string{
		"package p",           // 0
		"",                    // 1
		"var a = bad()",       // 2
		"\tx := bad() // why", // 3
		"\ty := `one",         // 4
		"two` + bad()",        // 5
		"var z = `k",          // 6
		"secret",              // 7
		"end`",                // 8
		"bad() //nolint:c",    // 9
		"bad() /* a",          // 10
		"b */",                // 11
	}, "\n")
	apply := func(line int) string {
		p, ok := directivePlace(newText([]byte(src)), line, "c")
		if !ok {
			return "none"
		}
		out := src[:p.offset] + p.before + "//nolint:c // " + p.after + src[p.offset:]
		for i, l := range strings.Split(out, "\n") {
			if strings.Contains(l, "//nolint:c // ") {
				return fmt.Sprintf("%d %s", i, l)
			}
		}
		return "lost"
	}
	for line, want := range map[int]string{
		2: "2 var a = bad() //nolint:c // ",
		3: "3 \t//nolint:c // ",
		5: "5 two` + bad() //nolint:c // ",
		7: "6 //nolint:c // ",
		9: "none",
		// The comment is continued on the next line.
		10: "10 //nolint:c // ",
	} {
		if got := apply(line); got != want {
			t.Errorf("line %d: %q, want %q", line, got, want)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, test := range [][2]string{
		{"", "a\n"}, {"a\nb\nc\n", "a\nc\n"}, {"a\nc\n", "a\nb\nc\n"}, {"a\nb\nccc\nd\ne\n", "a\nB\nccc\nD\ne\n"},
		{"same\n", "same\n"}, {"x\ny\n", "y\nx\n"}, {"no end", "no end\n"}, {"a\na\na\nlong line\n", "a\na\nlong line\na\n"},
	} {
		out, at := "", 0
		changes := difference([]byte(test[0]), []byte(test[1]))
		for _, c := range changes {
			if c.from < at {
				t.Fatalf("%q: changes overlap: %v", test, changes)
			}
			out += test[0][at:c.from] + string(c.text)
			at = c.to
		}
		if out += test[0][at:]; out != test[1] {
			t.Errorf("%q becomes %q", test, out)
		}
		if test[0] == test[1] && len(changes) > 0 {
			t.Errorf("changes without a difference: %v", changes)
		}
	}
}

func TestPreferences(t *testing.T) {
	good := map[string]string{
		`null`: "", `{}`: "", `{"paylint":null}`: "",
		`{"enable":["certverify"],"tests":true}`:                                         "-enable=certverify -tests=true",
		`{"paylint":{"disable":"a, b","tags":["x","y"]}}`:                                "-disable=a,b -tags=x,y",
		`{"config":"/etc/paylint.yml","flags":["-idempotency.scope=all"],"tests":false}`: "-tests=false -config=/etc/paylint.yml -idempotency.scope=all",
	}
	for raw, want := range good {
		var p preferences
		if err := p.set(protocol.LSPAny(raw)); err != nil || strings.Join(p.args(), " ") != want {
			t.Errorf("%s: %q, %v", raw, p.args(), err)
		}
	}
	for _, raw := range []string{`{"enabled":[]}`, `{"enable":7}`, `[]`, `7`, `{"flags":["./..."]}`, `{"flags":["-o=x"]}`, `{"flags":["--fix"]}`} {
		p := preferences{Enable: list{"kept"}}
		if err := p.set(protocol.LSPAny(raw)); err == nil || len(p.Enable) != 1 {
			t.Errorf("%s: no error, or settings are lost: %+v", raw, p)
		}
	}
}

// FuzzMessages sends whatever it finds: the server answers with messages, ends
// when its input does, and no handler panics.
func FuzzMessages(f *testing.F) {
	open := `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///x/a.go","languageId":"go","version":1,"text":"package a\n"}}}`
	f.Add(frame(initialize) + frame(shutdown) + frame(exit))
	f.Add(frame(`[` + initialize + `]`))
	for _, m := range []string{
		open,
		`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x/a.go","version":2},"contentChanges":[{"range":{"start":{"line":4294967295,"character":9},"end":{"line":0,"character":0}},"text":"\u0000"}]}}`,
		`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:1"},"contentChanges":[{"text":""}]}}`,
		`{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///x/a.go"}}}`,
		`{"jsonrpc":"2.0","id":"x","method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///x/a.go"},"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"context":{"diagnostics":[],"only":[""]}}}`,
		`{"jsonrpc":"2.0","id":3,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///%zz"},"position":{"line":0,"character":0}}}`,
		`{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"paylint":{"enable":"x"}}}}`,
		`{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":{"event":{"added":[{"uri":"file:///nowhere/at/all","name":""}],"removed":[{"uri":"","name":""}]}}}`,
		`{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"file:///x/go.mod","type":3},{"uri":"file:///x/.paylint.yml","type":1}]}}`,
		`{"jsonrpc":"2.0","id":null,"method":"textDocument/hover"}`, `{"jsonrpc":"2.0","id":1,"result":{}}`, `{}`, `null`,
	} {
		f.Add(frame(initialize) + frame(open) + frame(m) + frame(shutdown) + frame(exit))
	}
	f.Fuzz(func(t *testing.T, input string) {
		if _, stderr, _ := converse(t, input); strings.Contains(stderr, "goroutine") {
			t.Error(stderr)
		}
	})
}
