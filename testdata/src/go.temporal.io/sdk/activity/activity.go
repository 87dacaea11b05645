// Package activity is a stub.
package activity

import "context"

// Info describes the run of an activity.
type Info struct {
	ActivityID string
	Attempt    int32
}

// GetInfo returns it.
func GetInfo(ctx context.Context) Info { return Info{} }
