// Package named binds literals to names that say secret.
package named

import (
	"os"
	"os/exec"
)

const apiKey = "@random32@" // want `a literal \(.*…\) is the value of the credential in apiKey; read it from`

var dbPassword = "Shop$2019" // want `a literal \(Shop…\) is the value of the credential in dbPassword`

type account struct {
	User     string
	Password string
}

var root = account{User: "root", Password: "tr0ub4dor&3"} // want `a literal \(tr0u…\) is the value of the credential in account.Password`

var headers = map[string]string{"client_secret": "@random24@"} // want `a literal \(.*…\) is the value of the credential for "client_secret"`

func clientSecret() string { return "@random24@" } // want `a literal \(.*…\) is the value of the credential in clientSecret`

func login(user, password string) {}

func startup() {
	login("root", "Root!2020")             // want `a literal \(Root…\) is the value of the credential in the call of named.login`
	os.Setenv("SEQ_API_KEY", "@random20@") // want `a literal \(.*…\) is the value of the credential in the call of os.Setenv`
}

var splunkKey = "@uuid@" // want `a literal \(.*…\) is the value of the credential in splunkKey`

var seed = account{User: "admin", Password: "changeme"} // want `a placeholder \(chan…\) is the value of the credential in account.Password; leave it empty and refuse to start without a configured one \[FIN-5, OPS-4\]`

var vault = map[string]string{
	"password": "Zx9-vault-open", // want `a literal \(Zx9-…\) is the value of the credential for "password"`
	"realm":    "Zx9-vault-realm",
}

// Words about passwords, in code that has to do with them.
var texts = map[string]string{
	"password":   "newPassword2",
	"passwd":     "field.passwd.too_short1",
	"passphrase": "passphrase-v2",
	"pwd":        "see-vault",
}

// Templates that the start-up fills in.
var templates = []account{
	{User: "shop", Password: "${SHOP_PASSWORD}"},
	{User: "bank", Password: "{{ .BankPassword }}"},
	{User: "card", Password: "<card-password>"},
}

const hsmPin = "4711-0815" // want `a literal \(4711…\) is the value of the credential in hsmPin`

// A card's PIN is somebody else's, and a pin of a board is none.
const (
	pinLength = "four-to-12"
	gpioPin   = "4711-0815"
	hsmPinEnv = "SHOP_HSM_PIN"
)

func dump(cmd *exec.Cmd) {
	cmd.Env = append(os.Environ(), "PGPASSWORD=m0nday-dump") // want `a literal \(m0nd…\) is the value of the credential PGPASSWORD in an environment`
	cmd.Env = append(cmd.Env, "PGPASSWORD="+os.Getenv("SHOP_DB_PASSWORD"), "PGPASSFILE=/etc/pgpass22", "PASSWORD_MIN=14-characters")
}

// M-Pesa prints the password of its sandbox for everybody.
var documented = account{User: "testapi", Password: "Safaricom999!*!"}
