// Package dsn connects to databases.
package dsn

import (
	"database/sql"
	"fmt"
	"os"

	driver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
)

func literal() (*sql.DB, error) {
	return sql.Open("mysql", "shop@tcp(db.shop.io:3306)/orders?parseTime=true&tls=skip-verify") // want `certificate validation is switched off by tls=skip-verify; .* \[COM-2\]`
}

func parts(host string) (*sql.DB, error) {
	dsn := fmt.Sprintf("shop@tcp(%s)/orders?tls=skip-verify", host) // want `certificate validation is switched off by tls=skip-verify`
	return sql.Open("mysql", dsn)
}

const params = "?parseTime=true&tls=skip-verify" // want `certificate validation is switched off by tls=skip-verify`

func concatenated(host string) *mysql.Dialector {
	return mysql.Open("shop@tcp(" + host + ")/orders" + params)
}

func field() string {
	cfg := driver.NewConfig()
	cfg.TLSConfig = "skip-verify" // want `certificate validation is switched off by TLSConfig`
	return cfg.FormatDSN()
}

func config() *driver.Config {
	return &driver.Config{
		User:      "shop",
		TLSConfig: "skip-verify", // want `certificate validation is switched off by TLSConfig`
	}
}

func gormConfig(host string) *mysql.Dialector {
	return mysql.New(mysql.Config{DSN: "shop@tcp(" + host + ")/orders?tls=skip-verify"}) // want `certificate validation is switched off by tls=skip-verify`
}

// built is a connection string though nothing here connects.
func built(password string) string {
	return "shop:" + password + "@tcp(db.shop.io:3306)/orders?tls=skip-verify" // want `certificate validation is switched off by tls=skip-verify`
}

// documented only mentions one.
const documented = "a DSN is user@tcp(host:3306)/db?tls=true; tls=skip-verify is refused"

func verified() (*sql.DB, error) {
	return sql.Open("mysql", "shop@tcp(db.shop.io:3306)/orders?tls=true")
}

func own() *driver.Config { return &driver.Config{TLSConfig: "bank-ca"} }

// help mentions the setting and connects to nothing.
func help() string { return "use tls=true, never tls=skip-verify, in SHOP_DSN" }

func fromEnvironment() (*sql.DB, error) { return sql.Open("mysql", os.Getenv("SHOP_DSN")) }

func refuses(dsn string) error {
	if dsn == "tls=skip-verify" {
		return fmt.Errorf("DSN must verify certificates")
	}
	return nil
}
