package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// fullClient can do what VS Code can, as far as the server asks.
const fullClient = `{"workspace":{"workspaceEdit":{"documentChanges":true},"configuration":true,"didChangeWatchedFiles":{"dynamicRegistration":true},"workspaceFolders":true},
"textDocument":{"publishDiagnostics":{"relatedInformation":true,"versionSupport":true,"codeDescriptionSupport":true,"tagSupport":{"valueSet":[1,2]}},
"codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix"]}},"isPreferredSupport":true}}}`

const lspModule = `
-- go.mod --
module example.com/m

go 1.26
-- bank/bank.go --
package bank

import (
	"crypto/tls"
	"net/http"
)

// é𝄞 shifts columns.
func Client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ /* é𝄞 */ InsecureSkipVerify: true}}}
}
-- log/log.go --
package log

import "log/slog"

func Note(v string) { slog.Info("note", "v", v) }
-- pay/pay.go --
package pay

import "example.com/m/log"

type Card struct{ Number, CVV string }

func Charge(c Card) { log.Note(c.CVV) }
`

// A session as an editor has it, from the first message to the last.
func TestLSP(t *testing.T) {
	exe := build(t)
	t.Run("session", func(t *testing.T) { lspSession(t, exe) })
	t.Run("files", func(t *testing.T) { lspFiles(t, exe) })
	t.Run("settings", func(t *testing.T) { lspSettings(t, exe) })
	t.Run("folders", func(t *testing.T) { lspFolders(t, exe) })
	t.Run("raised", func(t *testing.T) { lspRaised(t, exe) })
	t.Run("plain", func(t *testing.T) { lspPlainClient(t, exe) })
}

func lspSession(t *testing.T, exe string) {
	dir := write(t, lspModule)
	bank, pay, log := filepath.Join(dir, "bank/bank.go"), filepath.Join(dir, "pay/pay.go"), filepath.Join(dir, "log/log.go")
	c := startLSP(t, exe, fullClient, dir)
	text := readText(t, bank)
	c.open(bank, text)
	d := c.waitFor(bank, "certverify/skip-verify")[0]
	line := 9
	start := len(utf16Of("\treturn &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ /* é𝄞 */ "))
	if d.Range.Start != (lspPosition{line, start}) || d.Severity != 1 || d.Source != "paylint" || !strings.HasSuffix(d.CodeDescription.Href, "#certverify") {
		t.Errorf("diagnostic %+v, want it at %d:%d", d, line, start)
	}
	trace := c.waitFor(pay, "sensitivelog/value")[0]
	if len(trace.Related) == 0 || trace.Related[len(trace.Related)-1].Location.URI != fileURI(log) {
		t.Errorf("related information: %+v", trace.Related)
	}

	// Hover.
	var hover struct {
		Contents struct{ Kind, Value string }
		Range    lspRange
	}
	c.call("textDocument/hover", fmt.Sprintf(`{"textDocument":{"uri":%q},"position":{"line":%d,"character":%d}}`, fileURI(bank), line, start+2), &hover)
	for _, want := range []string{"**certverify/skip-verify** (error)", "```go", "**COM-2** (critical)"} {
		if hover.Contents.Kind != "markdown" || !strings.Contains(hover.Contents.Value, want) {
			t.Errorf("hover lacks %q: %+v", want, hover)
		}
	}
	if hover.Range != d.Range {
		t.Errorf("hover is about %v, the finding at %v", hover.Range, d.Range)
	}

	// While the code does not compile, nothing is said and nothing taken back.
	c.change(bank, 2, text+"\nfunc (\n")
	// An unsaved buffer with one more finding, and one less.
	c.change(bank, 3, text+"\nvar Other = &tls.Config{InsecureSkipVerify: true}\n")
	c.waitFor(bank, "certverify/skip-verify", "certverify/skip-verify")
	if v := c.version(bank); v != 3 {
		t.Errorf("published for version %d", v)
	}
	c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":4},"contentChanges":[{"range":{"start":{"line":12,"character":44},"end":{"line":12,"character":48}},"text":"false"}]}`, fileURI(bank)))
	c.waitFor(bank, "certverify/skip-verify")
	c.change(bank, 5, text)
	c.waitFor(bank, "certverify/skip-verify")

	// The fix.
	actions := c.actions(bank, d.Range, "")
	if len(actions) != 2 || actions[0].Kind != "quickfix" || !actions[0].IsPreferred || !strings.Contains(actions[1].Title, "Suppress certverify") {
		t.Fatalf("actions: %+v", actions)
	}
	if v := actions[0].Edit.DocumentChanges[0].TextDocument.Version; v == nil || *v != 5 {
		t.Errorf("the edit is not for version 5: %+v", actions[0])
	}
	if all := c.actions(bank, lspRange{}, `,"only":["source.fixAll"]`); len(all) != 1 || all[0].apply(t, text) != actions[0].apply(t, text) {
		t.Errorf("fix all: %+v", all)
	}
	fixed := actions[0].apply(t, text)
	if !strings.Contains(fixed, "TLSClientConfig: &tls.Config{}}}") {
		t.Errorf("fixed:\n%s", fixed)
	}
	c.change(bank, 6, fixed)
	c.waitFor(bank)

	// Suppression: without a reason the finding stays, and the directive is
	// reported as well.
	c.change(bank, 7, text)
	c.waitFor(bank, "certverify/skip-verify")
	suppressed := actions[1].apply(t, text)
	if !strings.Contains(suppressed, "}}} //nolint:certverify // \n") {
		t.Errorf("suppressed:\n%s", suppressed)
	}
	c.change(bank, 8, suppressed)
	c.waitFor(bank, "certverify/skip-verify", "paylint/suppression")
	c.change(bank, 9, strings.Replace(suppressed, "certverify // ", "certverify // simulator, see ADR 12", 1))
	c.waitFor(bank)

	// A directive that silences nothing can go.
	for i, line := range []string{"\n", "\nvar clean = 1 //nolint:certverify // it was bad once\n", "\n//nolint:certverify // it was bad once\nvar clean = 1\n"} {
		c.change(bank, 10+i, fixed+line)
		if i == 0 {
			c.waitFor(bank)
			continue
		}
		d := c.waitFor(bank, "paylint/suppression")[0]
		list := c.actions(bank, d.Range, "")
		if len(list) != 1 || list[0].apply(t, fixed+line) != fixed+"\nvar clean = 1\n" || !slices.Equal(d.Tags, []int{1}) {
			t.Errorf("useless directive: %+v, %+v", d, list)
		}
		c.change(bank, 20+i, fixed)
		c.waitFor(bank)
	}

	// What the logger does is seen in its callers.
	c.open(log, readText(t, log))
	c.change(log, 2, "package log\n\nfunc Note(v string) { _ = len(v) }\n")
	c.waitFor(pay)
	c.notify("textDocument/didClose", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, fileURI(log)))
	c.waitFor(pay, "sensitivelog/value") // what is on disk counts again
	if status := c.exit(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// Files that appear, change and vanish on disk, and ones that are not saved yet.
func lspFiles(t *testing.T, exe string) {
	dir := write(t, lspModule)
	c := startLSP(t, exe, fullClient, dir)
	bank, fresh := filepath.Join(dir, "bank/bank.go"), filepath.Join(dir, "bank/more.go")
	c.waitFor(bank, "certverify/skip-verify")
	c.wait("watchers", func() bool { return c.watchers > 0 })
	c.open(fresh, "package bank\n\nimport \"crypto/tls\"\n\nvar more = tls.Config{MinVersion: tls.VersionTLS10}\n")
	c.waitFor(fresh, "tlsversion/old-version")
	c.notify("textDocument/didClose", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, fileURI(fresh)))
	c.waitFor(fresh)

	watched := func(file string, kind int) {
		c.notify("workspace/didChangeWatchedFiles", fmt.Sprintf(`{"changes":[{"uri":%q,"type":%d}]}`, fileURI(file), kind))
	}
	overwrite(t, filepath.Join(dir, "pay/pay.go"), "package pay\n")
	watched(filepath.Join(dir, "pay/pay.go"), 2)
	c.waitFor(filepath.Join(dir, "pay/pay.go"))
	config := filepath.Join(dir, ".paylint.yml")
	overwrite(t, config, "disable: [certverify]\n")
	watched(config, 1)
	c.waitFor(bank)
	overwrite(t, config, "disable: [certverify]\nno-such-key: 1\n")
	watched(config, 2)
	if d := c.waitFor(config, "paylint/configuration")[0]; d.Range.Start.Line != 1 || !strings.Contains(d.Message, "no-such-key") {
		t.Errorf("configuration error: %+v", d)
	}
	if err := os.Remove(config); err != nil {
		t.Fatal(err)
	}
	watched(config, 3)
	c.waitFor(config)
	c.waitFor(bank, "certverify/skip-verify")
	if err := os.Remove(bank); err != nil {
		t.Fatal(err)
	}
	watched(bank, 3)
	c.waitFor(bank)
	overwrite(t, filepath.Join(dir, "pay/pay.go"), "package pay\n\nimport \"crypto/tls\"\n\nvar C = tls.Config{InsecureSkipVerify: true}\n")
	c.notify("textDocument/didSave", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, fileURI(filepath.Join(dir, "pay/pay.go"))))
	c.waitFor(filepath.Join(dir, "pay/pay.go"), "certverify/skip-verify")
	if status := c.exit(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

func lspSettings(t *testing.T, exe string) {
	dir := write(t, lspModule+`
-- bank/bank_test.go --
package bank

import "crypto/tls"

var insecure = tls.Config{InsecureSkipVerify: true}
-- bank/tagged.go --
//go:build sandbox

package bank

import "crypto/tls"

var tagged = tls.Config{InsecureSkipVerify: true}
`)
	c := startLSP(t, exe, fullClient, dir)
	bank := filepath.Join(dir, "bank/bank.go")
	set := func(s string) {
		c.mu.Lock()
		c.settings = s
		c.mu.Unlock()
		c.notify("workspace/didChangeConfiguration", `{"settings":null}`)
	}
	c.waitFor(bank, "certverify/skip-verify")
	set(`{"tests":true,"tags":"sandbox"}`)
	c.waitFor(filepath.Join(dir, "bank/bank_test.go"), "certverify/skip-verify")
	c.waitFor(filepath.Join(dir, "bank/tagged.go"), "certverify/skip-verify")
	set(`{"disable":["certverify"]}`)
	c.waitFor(bank)
	set(`{"enable":["nosuch"]}`)
	c.wait("an error message", func() bool { return strings.Contains(strings.Join(c.messages, "\n"), "nosuch") })
	set(`{}`)
	c.waitFor(bank, "certverify/skip-verify")
	if status := c.exit(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// Workspaces of several modules, several folders, and modules in one folder.
func lspFolders(t *testing.T, exe string) {
	insecure := func(pkg string) string {
		return "package " + pkg + "\n\nimport \"crypto/tls\"\n\nvar C = tls.Config{InsecureSkipVerify: true}\n"
	}
	work := write(t, "-- go.work --\ngo 1.26\n\nuse (\n\t./one\n\t./two\n)\n-- one/go.mod --\nmodule example.com/one\n\ngo 1.26\n-- one/one.go --\n"+insecure("one")+
		"-- two/go.mod --\nmodule example.com/two\n\ngo 1.26\n-- two/two.go --\n"+insecure("two")+
		"-- outside/go.mod --\nmodule example.com/outside\n\ngo 1.26\n-- outside/outside.go --\n"+insecure("outside"))
	other := write(t, "-- go.mod --\nmodule example.com/other\n\ngo 1.26\n-- other.go --\n"+insecure("other"))
	c := startLSP(t, exe, fullClient, work)
	for _, name := range []string{"one", "two", "outside"} {
		c.waitFor(filepath.Join(work, name, name+".go"), "certverify/skip-verify")
	}
	folders := func(added, removed string) {
		c.notify("workspace/didChangeWorkspaceFolders", fmt.Sprintf(`{"event":{"added":[%s],"removed":[%s]}}`, added, removed))
	}
	entry := fmt.Sprintf(`{"uri":%q,"name":"other"}`, fileURI(other))
	file := filepath.Join(other, "other.go")
	folders(entry, "")
	c.waitFor(file, "certverify/skip-verify")
	folders("", entry)
	c.waitFor(file)
	// A file of no folder is analysed with its module while it is open.
	c.open(file, insecure("other"))
	c.waitFor(file, "certverify/skip-verify")
	if status := c.exit(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// An error that carries a secret is a warning where it is made until another
// package is seen to log it.
func lspRaised(t *testing.T, exe string) {
	dir := write(t, `
-- go.mod --
module example.com/m

go 1.26
-- card/card.go --
package card

import "fmt"

type Card struct{ Number, CVV string }

func Check(c Card) error { return fmt.Errorf("bad code %s", c.CVV) }
-- app/app.go --
package app

import (
	"log/slog"

	"example.com/m/card"
)

func Run(c card.Card) {
	err := card.Check(c)
	slog.Error("check", "n", err != nil)
}
`)
	app, made := filepath.Join(dir, "app/app.go"), filepath.Join(dir, "card/card.go")
	c := startLSP(t, exe, fullClient, dir)
	if d := c.waitFor(made, "sensitivelog/error-text"); d[0].Severity != 2 {
		t.Errorf("nobody logs it, severity %d", d[0].Severity)
	}
	text := readText(t, app)
	severity := func(want int) {
		t.Helper()
		c.wait(fmt.Sprintf("severity %d", want), func() bool {
			d := c.diags[fileURI(made)]
			return len(d) == 1 && d[0].Severity == want
		})
	}
	c.open(app, text)
	c.change(app, 2, strings.Replace(text, `"n", err != nil`, `"err", err`, 1))
	severity(1)
	c.change(app, 3, text)
	severity(2)
	if status := c.exit(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// A client that can do nothing gets what every client understands.
func lspPlainClient(t *testing.T, exe string) {
	dir := write(t, lspModule)
	c := startLSP(t, exe, "{}", dir)
	bank := filepath.Join(dir, "bank/bank.go")
	d := c.waitFor(bank, "certverify/skip-verify")[0]
	if d.CodeDescription.Href != "" || len(d.Related) > 0 {
		t.Errorf("the client does not know this: %+v", d)
	}
	actions := c.actions(bank, d.Range, "")
	if len(actions) != 2 || len(actions[0].Edit.Changes) != 1 || len(actions[0].Edit.DocumentChanges) != 0 {
		t.Errorf("actions: %+v", actions)
	}
	// It does not watch files either.
	time.Sleep(3 * time.Second)
	overwrite(t, filepath.Join(dir, ".paylint.yml"), "disable: [certverify]\n")
	c.waitFor(bank)
	c.notify("exit", "null")
	_ = c.cmd.Wait()
	if status := c.cmd.ProcessState.ExitCode(); status != 1 {
		t.Errorf("exit status %d without shutdown", status)
	}
}

func readText(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func overwrite(t testing.TB, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func utf16Of(s string) []uint16 { return utf16.Encode([]rune(s)) }

func (c *lspClient) version(file string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.versions[fileURI(file)]
}
