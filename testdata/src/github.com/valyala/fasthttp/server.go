package fasthttp

import "context"

// StatusUnauthorized is a stub.
const StatusUnauthorized = 401

// RequestCtx is a stub.
type RequestCtx struct {
	context.Context
	Request Request
}

// Path is a stub.
func (ctx *RequestCtx) Path() []byte { return nil }

// PostBody is a stub.
func (ctx *RequestCtx) PostBody() []byte { return nil }

// Error is a stub.
func (ctx *RequestCtx) Error(msg string, statusCode int) {}

// Peek is a stub.
func (h *RequestHeader) Peek(key string) []byte { return nil }

// RequestHandler is a stub.
type RequestHandler func(ctx *RequestCtx)
