// Package codes is a stub of google.golang.org/grpc/codes for tests.
package codes

type Code uint32

const (
	OK              Code = 0
	InvalidArgument Code = 3
)
