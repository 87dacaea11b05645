// Package cron is a stub of the public API for tests.
package cron

// Job is a job.
type Job interface{ Run() }

// EntryID is an id.
type EntryID int

// Cron runs jobs.
type Cron struct{}

// New makes one.
func New() *Cron { return nil }

// AddFunc adds a function.
func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { return 0, nil }

// AddJob adds a job.
func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error) { return 0, nil }
