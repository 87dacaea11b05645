package lsp

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"go.lsp.dev/protocol"
)

const (
	// typing is how long a pause must be for an analysis to start.
	typing = 60 * time.Millisecond
	// resting is how long it must be for one of the packages above as well.
	resting = 700 * time.Millisecond
)

// view is a module, or the modules of a workspace, that is analysed as a whole.
type view struct {
	s     *server
	dir   string
	roots []string
	// alone: a go.work above does not use this module.
	alone bool
	ctx   context.Context
	stop  context.CancelFunc
	wake  chan struct{}

	// Guarded by the server's lock.
	changed map[string]bool // files since the last update began
	last    time.Time       // of the last change
	fresh   bool            // settings have changed
	relist  bool            // go.mod or the set of files has changed
	working bool
	cancel  context.CancelFunc // of the update that is running
	// results are what is known of each unit, by its ID.
	results map[string][]*found
	// gaps are why units have no results, by ID.
	gaps map[string]string
	// failure is the last error, told once.
	failure string
	// idle is signalled when there is nothing left to do.
	idle *sync.Cond

	// Of the goroutine alone.
	session *driver.Session
	conv    *converter
}

func newView(s *server, dir string, roots []string) *view {
	ctx, cancel := context.WithCancel(s.ctx)
	return &view{
		s: s, dir: dir, roots: roots, ctx: ctx, stop: cancel, wake: make(chan struct{}, 1), fresh: true,
		changed: make(map[string]bool), results: make(map[string][]*found), gaps: make(map[string]string), idle: sync.NewCond(&s.mu), cancel: func() {},
	}
}

func (v *view) start() {
	v.s.running.Add(1)
	go func() {
		defer v.s.running.Done()
		v.loop()
	}()
	v.nudge()
}

func (v *view) nudge() {
	select {
	case v.wake <- struct{}{}:
	default:
	}
}

// clear drops all results. The caller holds the lock.
func (v *view) clear() { v.results = make(map[string][]*found) }

// touch notes that a file has changed. What runs on its old contents is
// cancelled. The caller holds the lock.
func (v *view) touch(file string) {
	v.changed[file] = true
	v.last = time.Now()
	v.cancel()
	v.nudge()
}

// reset makes the view start anew, with new settings. The caller holds the lock.
func (v *view) reset() {
	v.fresh = true
	v.cancel()
	v.nudge()
}

// reload makes it ask the go command again. The caller holds the lock.
func (v *view) reload() {
	v.relist = true
	v.last = time.Now()
	v.cancel()
	v.nudge()
}

// due reports whether there is something to do. The caller holds the lock.
func (v *view) due() bool { return v.fresh || v.relist || len(v.changed) > 0 }

// current reports whether the results are of the buffers as they are now. The
// caller holds the lock.
func (v *view) current() bool { return !v.due() && !v.working }

func (v *view) loop() {
	finish := false
	for v.ctx.Err() == nil {
		if wait := v.pause(finish); wait != 0 {
			var timer <-chan time.Time
			if wait > 0 {
				timer = time.After(wait)
			}
			select {
			case <-v.ctx.Done():
				return
			case <-v.wake:
			case <-timer:
			}
			continue
		}
		finish = v.work(finish)
	}
}

// pause returns how long to wait before there is work; negative: until woken.
func (v *view) pause(finish bool) time.Duration {
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	rest := typing
	switch {
	case v.fresh:
		return 0
	case v.due():
	case finish:
		rest = resting
	default:
		return -1
	}
	return max(0, rest-time.Since(v.last))
}

// work does one update, or finishes an earlier one, and reports whether
// there is something left to finish.
func (v *view) work(finish bool) bool {
	s := v.s
	s.busy.Lock()
	defer s.busy.Unlock()
	s.mu.Lock()
	changed := slices.Sorted(maps.Keys(v.changed))
	fresh, relist := v.fresh, v.relist
	v.changed, v.fresh, v.relist = make(map[string]bool), false, false
	overlay := s.overlay()
	maps.DeleteFunc(overlay, func(file string, _ []byte) bool { return s.viewOf(file) != v })
	ctx, cancel := context.WithCancel(v.ctx)
	defer cancel()
	v.cancel, v.working = cancel, true
	args := s.prefs.args()
	s.mu.Unlock()

	err := v.run(ctx, fresh, relist, args, overlay, changed)

	s.mu.Lock()
	defer s.mu.Unlock()
	v.working, v.cancel = false, func() {}
	if ctx.Err() != nil {
		// What was not done is done next time.
		for _, file := range changed {
			v.changed[file] = true
		}
		v.relist = v.relist || relist
		v.fresh = v.fresh || v.session == nil
	} else {
		v.fail(err)
	}
	s.publish()
	v.idle.Broadcast()
	return v.session != nil && v.session.Pending()
}

// run brings the session up to date.
func (v *view) run(ctx context.Context, fresh, relist bool, args []string, overlay map[string][]byte, changed []string) error {
	if fresh || v.session == nil {
		if err := v.open(args); err != nil {
			return err
		}
	}
	v.conv.read = func(file string) ([]byte, error) {
		if src, ok := overlay[file]; ok {
			return src, nil
		}
		return os.ReadFile(file)
	}
	v.conv.texts = make(map[string]*text)
	if relist {
		v.session.Reload()
	}
	if v.session.NeedsReload(overlay, changed) {
		// Listing takes a while, and is what the next keys need, too.
		v.s.mu.Lock()
		v.cancel = func() {}
		v.s.mu.Unlock()
		ctx = v.ctx
		defer v.s.progress(v.title())()
		if load := v.s.config.Loading; load != nil {
			defer load()()
		}
	}
	if !relist && len(changed) == 0 && v.session.Loaded() {
		return v.session.Finish(ctx)
	}
	return v.session.Update(ctx, overlay, changed)
}

func (v *view) title() string { return "Analysing " + filepath.Base(v.dir) }

// open starts a session with the settings of now.
func (v *view) open(args []string) error {
	opts, err := v.s.config.Options(v.dir, args)
	if err != nil {
		return err // the session that there is goes on with the old settings
	}
	opts.Driver.Dir = v.dir
	if v.alone {
		opts.Driver.Env = append(opts.Driver.Env, "GOWORK=off")
	}
	opts.Driver.Patterns = nil
	for _, root := range v.roots {
		rel, err := filepath.Rel(v.dir, root)
		if err != nil {
			return err
		}
		opts.Driver.Patterns = append(opts.Driver.Patterns, "./"+filepath.ToSlash(filepath.Join(rel, "...")))
	}
	v.s.mu.Lock()
	v.clear()
	v.s.mu.Unlock()
	v.conv = &converter{enc: v.s.encoding, docs: opts.Docs}
	v.session = driver.NewSession(opts.Driver, v.take)
	return nil
}

// take receives what the session says of a package.
func (v *view) take(res driver.PackageResult) {
	shown := v.conv.convert(res.Findings)
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	if res.Removed {
		delete(v.results, res.ID)
		return
	}
	if !res.Broken {
		v.results[res.ID] = shown
	}
	v.incomplete(res)
	if !v.session.Loaded() {
		return
	}
	v.s.publish()
}

// incomplete puts in the log why a package has no results, or not all, when
// that is news. The caller holds the lock.
func (v *view) incomplete(res driver.PackageResult) {
	var lines []string
	for _, inc := range res.Incomplete {
		lines = append(lines, fmt.Sprintf("%s was not analysed: %s", inc.Package, inc.Error))
	}
	msg := strings.Join(lines, "\n")
	if msg == v.gaps[res.ID] {
		return
	}
	v.gaps[res.ID] = msg
	if msg != "" {
		v.s.log(protocol.MessageTypeLog, msg)
	}
}

// fail tells an error, once. The caller holds the lock.
func (v *view) fail(err error) {
	msg := ""
	if err != nil && !errors.Is(err, context.Canceled) {
		msg = strings.ReplaceAll(err.Error(), v.dir+string(filepath.Separator), "")
	}
	if msg != "" && msg != v.failure {
		v.s.tell(errors.New(msg))
	}
	v.failure = msg
	v.s.configFailed(v.dir, err)
}

// edited notes a change of an open file. The caller holds the lock.
func (s *server) edited(file string, opened bool) {
	if filepath.Ext(file) != ".go" {
		return
	}
	v := s.viewOf(file)
	if root := moduleRoot(filepath.Dir(file)); opened && root != "" && (v == nil || !slices.Contains(v.roots, root)) {
		s.view(root)
		v = s.viewOf(file)
	}
	if v != nil {
		v.touch(file)
	}
}
