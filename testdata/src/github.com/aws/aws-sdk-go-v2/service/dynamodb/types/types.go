// Package types is a stub.
package types

// TransactWriteItem is one write.
type TransactWriteItem struct{}
