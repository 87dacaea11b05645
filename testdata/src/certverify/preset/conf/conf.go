// Package conf has a configuration with defaults.
package conf

// Config is what clients are built from.
type Config struct {
	Insecure bool
	Lax      bool
	MinTLS   uint16
}

// Default is what everybody starts with.
func Default() Config {
	return Config{Insecure: true, Lax: false, MinTLS: 0x0301}
}
