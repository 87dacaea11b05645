// Package mysql is a stub of github.com/go-sql-driver/mysql.
package mysql

import "crypto/tls"

type Config struct {
	User, Passwd, Net, Addr, DBName string
	Params                          map[string]string
	TLSConfig                       string
	TLS                             *tls.Config
}

func NewConfig() *Config { return nil }

func ParseDSN(dsn string) (*Config, error) { return nil, nil }

func (cfg *Config) FormatDSN() string { return "" }

func RegisterTLSConfig(key string, config *tls.Config) error { return nil }
