package config

// The pieces of the credentials here are joined only so that scanners of
// repositories leave the example alone; in the code that it stands for they were
// in one piece.

// migrationKey moved the first year's payments to the new account. The job is
// gone, the key still works.
const migrationKey = "sk_" + "live_" + "4vT9bQ2m" + "Xc7LpR8s" + "Wz1K"

// PublishableKey is what the checkout page shows to every browser.
const PublishableKey = "pk_" + "live_" + "4vT9bQ2m" + "Xc7LpR8s" + "Wz1K"

// MigrationKey returns the key for the migration.
func MigrationKey() string { return migrationKey }

// clientKey is what the bank's first gateway knew us by.
const clientKey = "-----BEGIN " + "PRIVATE KEY-----\n" +
	"MC4CAQAwBQYDK2Vw" +
	"BCIEIP7SgZTcxCfD" +
	"GuPnjEXhtrm/FbE8" +
	"Bx/CeJkjO1iAmYgo" +
	"\n-----END " + "PRIVATE KEY-----\n"

// ClientKey returns the key for the bank's first gateway.
func ClientKey() []byte { return []byte(clientKey) }

// GatewayKey is the public key that the bank's gateway signs its files with.
const GatewayKey = "-----BEGIN PUBLIC KEY-----\n" +
	"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n" +
	"-----END PUBLIC KEY-----\n"

// Account is somebody who may read the reports.
type Account struct{ User, Password string }

// reportPassword opens the archive of reports.
var reportPassword = "Shop$2019"

// Reports returns the account for the archive of reports.
func Reports() Account { return Account{User: "reports", Password: reportPassword} }

// Fresh is the account of a new installation.
func Fresh() Account { return Account{User: "admin", Password: "changeme"} }

// reportPasswordVar is where today's password is.
const reportPasswordVar = "SHOP_REPORT_PASSWORD"

// ReportsFrom returns the account that is configured; without a password nobody
// gets in.
func ReportsFrom(getenv func(string) string) Account {
	return Account{User: "reports", Password: getenv(reportPasswordVar)}
}
