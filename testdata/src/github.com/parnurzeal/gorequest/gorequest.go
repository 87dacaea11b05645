// Package gorequest is a stub of the public API for tests.
package gorequest

import (
	"net/http"
	"time"
)

// SuperAgent is a builder.
type SuperAgent struct{}

// New returns a builder.
func New() *SuperAgent { return nil }

// Post sets method and URL.
func (s *SuperAgent) Post(url string) *SuperAgent { return s }

// Get sets method and URL.
func (s *SuperAgent) Get(url string) *SuperAgent { return s }

// Set sets a header.
func (s *SuperAgent) Set(param, value string) *SuperAgent { return s }

// Send sets the body.
func (s *SuperAgent) Send(content interface{}) *SuperAgent { return s }

// Retry repeats a failed request.
func (s *SuperAgent) Retry(n int, d time.Duration, statusCode ...int) *SuperAgent { return s }

// End sends.
func (s *SuperAgent) End() (*http.Response, string, []error) { return nil, "", nil }
