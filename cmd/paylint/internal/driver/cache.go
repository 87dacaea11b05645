package driver

// Cache keeps results between runs.
type Cache struct{}
