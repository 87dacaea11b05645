// Package mysql is a stub of gorm.io/driver/mysql.
package mysql

type Dialector struct{}

type Config struct {
	DSN        string
	DriverName string
}

func Open(dsn string) *Dialector { return nil }

func New(config Config) *Dialector { return nil }
