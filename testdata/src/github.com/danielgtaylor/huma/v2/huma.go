// Package huma stands for github.com/danielgtaylor/huma/v2.
package huma

import "context"

// API is a stub.
type API interface{ OpenAPI() any }

// Operation is a stub.
type Operation struct {
	OperationID string
	Method      string
	Path        string
}

// Register is a stub.
func Register[I, O any](api API, op Operation, handler func(context.Context, *I) (*O, error)) {}

// Post is a stub.
func Post[I, O any](api API, path string, handler func(context.Context, *I) (*O, error)) {}

// Error401Unauthorized is a stub.
func Error401Unauthorized(msg string) error { return nil }
