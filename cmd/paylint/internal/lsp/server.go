package lsp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// server is one connection with a client.
type server struct {
	config Config
	conn   jsonrpc2.Conn
	client protocol.Client
	// ctx ends with the connection.
	ctx context.Context

	mu       sync.Mutex
	phase    phase
	caps     capabilities
	encoding encoding
	prefs    preferences
	folders  []folder
	docs     map[string]*document // by file
	requests map[jsonrpc2.ID]context.CancelFunc
	views    map[string]*view // by directory
	// published is what the client was told last about a file.
	published map[string]*published
	// configErrors are the views that a configuration file is wrong for.
	configErrors map[string]map[string]bool
	tokens       int
	// busy is held by the view that is analysing.
	busy    sync.Mutex
	running sync.WaitGroup
	exit    chan struct{}
}

// phase is how far the life of the server has got.
type phase int

const (
	created phase = iota
	initialized
	shutDown
	exited
)

// capabilities is what the client can do, as far as it matters.
type capabilities struct {
	codeDescription, related, version  bool
	unnecessary                        bool
	literalActions, preferred          bool
	documentChanges, snippets          bool
	watch, configuration, showProgress bool
}

// Run serves a client until it says exit, or hangs up. It returns the exit
// status that the protocol asks for: 0 after a shutdown request, else 1.
func Run(ctx context.Context, in io.Reader, out io.Writer, config Config) int {
	ctx, cancel := context.WithCancel(ctx)
	s := &server{
		config: config, ctx: ctx,
		docs: make(map[string]*document), views: make(map[string]*view), published: make(map[string]*published),
		configErrors: make(map[string]map[string]bool), requests: make(map[jsonrpc2.ID]context.CancelFunc),
		exit: make(chan struct{}),
	}
	box := newOutbox(out)
	defer box.flush()
	s.conn = jsonrpc2.NewConn(newStream(&pipe{in, box}), jsonrpc2.WithCodec(codec{}))
	s.client = protocol.ClientDispatcher(s.conn)
	s.conn.Go(ctx, s.guard)
	select {
	case <-s.exit:
	case <-s.conn.Done():
	case <-ctx.Done():
	}
	s.mu.Lock()
	status := 1
	if s.phase == shutDown || s.phase == exited {
		status = 0
	}
	s.mu.Unlock()
	cancel()
	if err := s.conn.Err(); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		fmt.Fprintf(config.Log, "paylint: %v\n", err)
	}
	// An analysis stops at the next check; it is not waited for long.
	done := make(chan struct{})
	go func() { s.running.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
	return status
}

// pipe is standard input and output. Closing it does nothing: the process ends.
type pipe struct {
	io.Reader
	io.Writer
}

func (*pipe) Close() error { return nil }

// guard handles one message. An error or a panic in the handling of
// a notification never ends the connection.
func (s *server) guard(ctx context.Context, req *jsonrpc2.Request) (result any, err error) {
	method := strings.Clone(req.Method())
	defer func() {
		if p := recover(); p != nil {
			err = jsonrpc2.Errorf(jsonrpc2.InternalError, "%s: %v", method, p)
			fmt.Fprintf(s.config.Log, "paylint: %s: %v\n%s", method, p, debug.Stack())
		}
		if err != nil && !req.IsCall() {
			s.log(protocol.MessageTypeError, fmt.Sprintf("%s: %v", method, err))
			err = nil
		}
	}()
	return s.handle(ctx, req)
}

// handle answers one message. Notifications are handled in order, before the
// next message is read.
func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) (result any, err error) {
	s.mu.Lock()
	ready := s.phase
	s.mu.Unlock()
	method := req.Method()
	switch {
	case method == protocol.MethodExit:
		s.mu.Lock()
		if s.phase == shutDown {
			s.phase = exited
		} else {
			s.phase = created // exit without shutdown
		}
		s.mu.Unlock()
		close(s.exit)
		<-s.ctx.Done()
		return nil, nil
	case method == protocol.MethodInitialize && ready == created:
	case ready == created && req.IsCall():
		return nil, jsonrpc2.NewError(jsonrpc2.ServerNotInitialized, "the server is not initialized")
	case method == protocol.MethodInitialize || ready == shutDown && req.IsCall():
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "unexpected %s", method)
	case ready != initialized:
		return nil, nil // notifications before initialize and after shutdown
	}
	return s.dispatch(ctx, req)
}

// call decodes parameters and hands them to a method, under the lock.
func call[P any](s *server, req *jsonrpc2.Request, f func(*P) (any, error)) (any, error) {
	p := new(P)
	if err := protocol.Unmarshal(req.Params(), p); err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%v", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return f(p)
}

// note is call for notifications.
func note[P any](s *server, req *jsonrpc2.Request, f func(*P)) (any, error) {
	return call(s, req, func(p *P) (any, error) { f(p); return nil, nil })
}

func (s *server) dispatch(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	switch req.Method() {
	case protocol.MethodInitialize:
		return call(s, req, s.Initialize)
	case protocol.MethodInitialized:
		s.Initialized()
		return nil, nil
	case protocol.MethodShutdown:
		s.mu.Lock()
		defer s.mu.Unlock()
		s.phase = shutDown
		for _, v := range s.views {
			v.stop()
		}
		return nil, nil
	case protocol.MethodTextDocumentDidOpen:
		return note(s, req, s.DidOpen)
	case protocol.MethodTextDocumentDidChange:
		return note(s, req, s.DidChange)
	case protocol.MethodTextDocumentDidClose:
		return note(s, req, s.DidClose)
	case protocol.MethodTextDocumentDidSave:
		return note(s, req, s.DidSave)
	case protocol.MethodTextDocumentHover:
		ctx, done := s.detach(ctx, req)
		defer done()
		return call(s, req, func(p *protocol.HoverParams) (any, error) {
			if err := s.settle(ctx, p.TextDocument.URI); err != nil {
				return nil, err
			}
			return s.Hover(p)
		})
	case protocol.MethodTextDocumentCodeAction:
		ctx, done := s.detach(ctx, req)
		defer done()
		return call(s, req, func(p *protocol.CodeActionParams) (any, error) {
			if err := s.settle(ctx, p.TextDocument.URI); err != nil {
				return nil, err
			}
			return s.CodeAction(p)
		})
	case protocol.MethodCancelRequest:
		return note(s, req, s.Cancel)
	case protocol.MethodWorkspaceDidChangeConfiguration:
		return note(s, req, s.DidChangeConfiguration)
	case protocol.MethodWorkspaceDidChangeWorkspaceFolders:
		return note(s, req, s.DidChangeWorkspaceFolders)
	case protocol.MethodWorkspaceDidChangeWatchedFiles:
		return note(s, req, s.DidChangeWatchedFiles)
	}
	if !req.IsCall() {
		return nil, nil // $/setTrace and what we do not know
	}
	return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "%s is not supported", req.Method())
}

// detach lets the next messages be read while a request is handled, and returns
// a context that ends when the client cancels the request. It is no child of
// the request's own, which jsonrpc2 uses again for another request.
func (s *server) detach(own context.Context, req *jsonrpc2.Request) (ctx context.Context, done func()) {
	jsonrpc2.Async(own)
	ctx, cancel := context.WithCancel(s.ctx)
	id := req.ID()
	s.mu.Lock()
	s.requests[id] = cancel
	s.mu.Unlock()
	return ctx, func() {
		s.mu.Lock()
		delete(s.requests, id)
		s.mu.Unlock()
		cancel()
	}
}

// Cancel ends a request early.
func (s *server) Cancel(p *protocol.CancelParams) {
	var id jsonrpc2.ID
	switch v := p.ID.(type) {
	case protocol.Integer:
		id = jsonrpc2.NewNumberID(int64(v))
	case protocol.String:
		id = jsonrpc2.NewStringID(string(v))
	}
	if cancel := s.requests[id]; cancel != nil {
		cancel()
	}
}

// patience is how long a request waits for the analysis of what was just typed.
const patience = 2 * time.Second

// settle waits until the findings of a file are those of its current text. The
// caller holds the lock.
func (s *server) settle(ctx context.Context, u uri.URI) error {
	file, ok := fileOf(u)
	v := s.viewOf(file)
	if !ok || v == nil {
		return nil
	}
	wake := func() {
		s.mu.Lock()
		v.idle.Broadcast()
		s.mu.Unlock()
	}
	deadline := time.Now().Add(patience)
	timer := time.AfterFunc(patience, wake)
	defer timer.Stop()
	defer context.AfterFunc(ctx, wake)()
	for !v.current() && v.ctx.Err() == nil && ctx.Err() == nil && time.Now().Before(deadline) {
		v.idle.Wait()
	}
	if ctx.Err() != nil {
		return protocol.ErrRequestCancelled
	}
	return nil
}

// log tells the client; nobody waits for it.
func (s *server) log(t protocol.MessageType, message string) {
	_ = s.client.LogMessage(s.ctx, &protocol.LogMessageParams{Type: t, Message: "paylint: " + message})
}

func yes(b *bool) bool { return b != nil && *b }

func ptr[T any](v T) *T { return &v }

// Initialize is the first request.
func (s *server) Initialize(p *protocol.InitializeParams) (any, error) {
	s.phase = initialized
	s.readCapabilities(&p.Capabilities)
	if err := s.prefs.set(p.InitializationOptions); err != nil {
		defer s.log(protocol.MessageTypeError, err.Error())
	}
	if list, ok := p.WorkspaceFolders.Get(); ok && len(list) > 0 {
		for _, f := range list {
			s.addFolder(f.URI)
		}
	} else if root := rootOf(p); root != "" {
		s.addFolder(root)
	}
	if p.ProcessID != nil {
		go s.watchParent(int(*p.ProcessID))
	}
	caps := protocol.ServerCapabilities{
		TextDocumentSync: &protocol.TextDocumentSyncOptions{
			OpenClose: ptr(true), Change: ptr(protocol.TextDocumentSyncKindIncremental), Save: protocol.Boolean(true),
		},
		HoverProvider:      protocol.Boolean(true),
		CodeActionProvider: protocol.Boolean(true),
		Workspace: &protocol.WorkspaceOptions{WorkspaceFolders: &protocol.WorkspaceFoldersServerCapabilities{
			Supported: ptr(true), ChangeNotifications: protocol.Boolean(true),
		}},
	}
	if s.caps.literalActions {
		caps.CodeActionProvider = &protocol.CodeActionOptions{
			CodeActionKinds: []protocol.CodeActionKind{protocol.CodeActionKindQuickFix, fixAllKind},
		}
	}
	if s.encoding == utf8Bytes {
		caps.PositionEncoding = protocol.PositionEncodingKindUTF8
	} else if p.Capabilities.General != nil && len(p.Capabilities.General.PositionEncodings) > 0 {
		caps.PositionEncoding = protocol.PositionEncodingKindUTF16
	}
	return &protocol.InitializeResult{
		Capabilities: caps,
		ServerInfo:   protocol.ServerInfo{Name: source, Version: protocol.NewOptional(s.config.Version)},
	}, nil
}

// rootOf is the folder of a client that knows only one.
func rootOf(p *protocol.InitializeParams) uri.URI {
	//lint:ignore SA1019 older clients have nothing else
	if p.RootURI != nil {
		//lint:ignore SA1019 older clients have nothing else
		return *p.RootURI
	}
	//lint:ignore SA1019 older clients have nothing else
	if root, ok := p.RootPath.Get(); ok && root != "" {
		return uri.File(root)
	}
	return ""
}

func (s *server) readCapabilities(c *protocol.ClientCapabilities) {
	caps := &s.caps
	if t := c.TextDocument; t != nil {
		if d := t.PublishDiagnostics; d != nil {
			caps.codeDescription, caps.related, caps.version = yes(d.CodeDescriptionSupport), yes(d.RelatedInformation), yes(d.VersionSupport)
		}
		if d := t.PublishDiagnostics; d != nil {
			caps.unnecessary = slices.Contains(d.TagSupport.ValueSet, protocol.DiagnosticTagUnnecessary)
		}
		if a := t.CodeAction; a != nil {
			caps.literalActions = len(a.CodeActionLiteralSupport.CodeActionKind.ValueSet) > 0
			caps.preferred = yes(a.IsPreferredSupport)
		}
	}
	if w := c.Workspace; w != nil {
		if e := w.WorkspaceEdit; e != nil {
			caps.documentChanges, caps.snippets = yes(e.DocumentChanges), yes(e.SnippetEditSupport)
		}
		caps.watch = w.DidChangeWatchedFiles != nil && yes(w.DidChangeWatchedFiles.DynamicRegistration)
		caps.configuration = yes(w.Configuration)
	}
	if w := c.Window; w != nil {
		caps.showProgress = yes(w.WorkDoneProgress)
	}
	if g := c.General; g != nil {
		for _, e := range g.PositionEncodings {
			if e == protocol.PositionEncodingKindUTF8 {
				s.encoding = utf8Bytes
			}
		}
	}
}

// Initialized is sent once the client has read the answer to initialize. Only
// now may it be asked anything.
func (s *server) Initialized() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.caps.watch {
		go s.register()
	} else {
		go s.poll()
	}
	if s.caps.configuration {
		go s.askConfiguration()
	}
	for _, f := range s.folders {
		s.openFolder(f)
	}
}

// watchParent ends the server when the client has died without a word.
func (s *server) watchParent(pid int) {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-time.After(10 * time.Second):
		}
		if !alive(pid) {
			_ = s.conn.Close()
			return
		}
	}
}
