// Package grpc is a stub of google.golang.org/grpc.
package grpc

import (
	"context"

	"google.golang.org/grpc/credentials"
)

type DialOption interface{ apply() }

type ClientConn struct{}

func WithInsecure() DialOption { return nil }

func WithBlock() DialOption { return nil }

func WithTransportCredentials(creds credentials.TransportCredentials) DialOption { return nil }

func Dial(target string, opts ...DialOption) (*ClientConn, error) { return nil, nil }

func DialContext(ctx context.Context, target string, opts ...DialOption) (*ClientConn, error) {
	return nil, nil
}

func NewClient(target string, opts ...DialOption) (*ClientConn, error) { return nil, nil }

type ServerOption interface{ apply() }

type Server struct{}

func Creds(c credentials.TransportCredentials) ServerOption { return nil }

func NewServer(opts ...ServerOption) *Server { return nil }
