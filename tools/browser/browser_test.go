// Package browser opens the HTML report in a headless Chromium.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// open starts a browser with the sample report. Messages on the console and
// requests for anything but the file fail the test.
func open(t *testing.T, width int64, scheme string) context.Context {
	t.Helper()
	name := ""
	for _, candidate := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(candidate); err == nil {
			name = path
			break
		}
	}
	if name == "" {
		t.Skip("no Chromium on this machine (Debian: apt-get install chromium)")
	}
	file, err := filepath.Abs(filepath.Join("..", "..", "cmd", "paylint", "internal", "checklist", "testdata", "sample.html"))
	if err != nil {
		t.Fatal(err)
	}
	alloc, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(name), chromedp.NoSandbox)...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)

	var mu sync.Mutex
	var complaints []string
	complain := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		complaints = append(complaints, fmt.Sprintf(format, args...))
	}
	err = chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			complain("console: %s", ev.Type)
		case *runtime.EventExceptionThrown:
			complain("exception: %s", ev.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			complain("%s: %s", ev.Entry.Level, ev.Entry.Text)
		case *network.EventRequestWillBeSent:
			if url := ev.Request.URL; !strings.HasPrefix(url, "file://") && !strings.HasPrefix(url, "data:") {
				complain("request for %s", url)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, c := range complaints {
			t.Error(c)
		}
	})
	media(t, ctx, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	call(t, ctx, network.Enable, network.EnableParams{})
	call(t, ctx, log.Enable, cdp.Empty{})
	call(t, ctx, runtime.Enable, cdp.Empty{})
	do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+file))
	return ctx
}

func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func call[P, R any](t *testing.T, ctx context.Context, cmd cdp.Command[P, R], params P) R {
	t.Helper()
	r, err := chromedp.Call(ctx, cmd, params)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func media(t *testing.T, ctx context.Context, params emulation.SetEmulatedMediaParams) {
	t.Helper()
	call(t, ctx, emulation.SetEmulatedMedia, params)
}

// The report fits on desktops and phones, in light and dark, folded and
// unfolded, and its texts have enough contrast.
func TestLayout(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d %s", width, scheme), func(t *testing.T) {
				ctx := open(t, width, scheme)
				for _, step := range []string{"", "document.querySelectorAll('details').forEach(d => d.open = true); "} {
					if got := eval[int64](t, ctx, step+"document.documentElement.scrollWidth"); got > width {
						t.Errorf("the page is %d pixels wide", got)
					}
				}
				for _, bad := range eval[[]string](t, ctx, contrastScript) {
					t.Error(bad)
				}
				dark := eval[bool](t, ctx, "getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'")
				if dark != (scheme == "dark") {
					t.Errorf("background is dark: %v", dark)
				}
				if dir := os.Getenv("PAYLINT_SCREENSHOTS"); dir != "" {
					png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
					if err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("report-%d-%s.png", width, scheme)), png, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

// contrastScript lists visible texts with a contrast below 4.5 (WCAG AA).
const contrastScript = `(() => {
  const rgb = c => c.match(/[\d.]+/g).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const background = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const bad = new Set();
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.offsetParent) continue;
    const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(background(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.add(e.tagName + '.' + e.className + ' has contrast ' + ratio.toFixed(2));
  }
  return [...bad];
})()`

// Controls unfold by keyboard alone, in the order of the page.
func TestKeyboard(t *testing.T) {
	ctx := open(t, 1280, "light")
	const state = "document.getElementById('COM-2').open"
	eval[bool](t, ctx, "document.querySelector('#COM-1 > summary').focus(), true")
	do(t, ctx, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, ctx, "document.activeElement.closest('details').id"); got != "COM-2" {
		t.Fatalf("Tab goes to %q", got)
	}
	for _, want := range []bool{true, false} {
		do(t, ctx, chromedp.KeyEvent(kb.Enter))
		if got := eval[bool](t, ctx, state); got != want {
			t.Errorf("open is %v after Enter, want %v", got, want)
		}
	}
	if got := eval[string](t, ctx, "getComputedStyle(document.activeElement).outlineStyle"); got == "none" {
		t.Error("the focus is invisible")
	}
}

// On paper everything is unfolded.
func TestPrint(t *testing.T) {
	ctx := open(t, 1280, "dark")
	media(t, ctx, emulation.SetEmulatedMediaParams{Media: "print"})
	if got := eval[bool](t, ctx, "document.getElementById('COM-2').open"); got {
		t.Fatal("the control is open before printing")
	}
	if got := eval[float64](t, ctx, "document.querySelector('#COM-2 .body').getBoundingClientRect().height"); got < 50 {
		t.Errorf("a folded control's body is %v pixels high in print", got)
	}
	if got := eval[string](t, ctx, "getComputedStyle(document.body).backgroundColor"); got != "rgb(255, 255, 255)" {
		t.Errorf("paper is %s", got)
	}
	if pdf := call(t, ctx, page.PrintToPDF, page.PrintToPDFParams{}); len(pdf.Data) < 10_000 {
		t.Errorf("the PDF has %d bytes", len(pdf.Data))
	}
}
