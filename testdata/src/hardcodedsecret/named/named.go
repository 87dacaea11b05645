// Package named binds literals to names that say secret.
package named

import "os"

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
