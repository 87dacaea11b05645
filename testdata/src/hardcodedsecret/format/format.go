// Package format has literals in the format of a provider's secret. The markers
// are replaced by generated secrets before the test reads them.
package format

import "github.com/stripe/stripe-go/v82"

const live = "@stripe-secret-live@" // want `a Stripe live secret key \(.k_l…\) in live is in the source; read it from the environment or a vault, and revoke this one \[OPS-4, OPS-3\]`

var raw = `@xendit-secret@` // want `a Xendit secret key \(xnd_…\) in raw is in the source`

type config struct {
	Name string
	Key  string
	Hook string
}

func fields() config {
	stripe.Key = "@stripe-secret-test@" // want `a Stripe test secret key \(.k_t…\) in Key is in the source`
	return config{
		Name: "shop",
		Key:  "@midtrans-server-key@",               // want `a Midtrans server key \(.*…\) in config.Key is in the source`
		Hook: "@stripe-or-standardwebhooks-secret@", // want `a webhook signing secret \(whse…\) in config.Hook is in the source`
	}
}

func positional() config {
	return config{"shop", "@sendgrid-key@", ""} // want `a SendGrid API key \(SG\..*…\) in config.Key`
}

var byProvider = map[string]string{
	"paystack": "@paystack-secret@",    // want `a Paystack secret key \(sk_.…\) for "paystack"`
	"flutter":  "@flutterwave-secret@", // want `a Flutterwave secret key \(FLWS…\)`
}

var list = []string{"@github-token@"} // want `a GitHub token \(g.*…\) in list`

func returned() string {
	return "@paddle-api-key@" // want `a Paddle API key \(pdl_…\) in returned`
}

func argument() {
	use("@plaid-access-token@") // want `a Plaid access token \(acce…\) in the call of format.use`
}

func use(string) {}

type tagged struct {
	Key string `default:"@cashfree-secret@"` // want `a Cashfree secret key \(cfsk…\) is in a struct tag`
}

const prefix = "FLWSECK-"

const joined = prefix + "@random32@" + "-X" // want `a Flutterwave secret key \(FLWS…\) in joined`

var again = live // reported where it is written

var dsn = "postgres://shop:@random20@@db.shop-prod.net:5432/shop" // want `a password in a URL \(.*…\) in dsn is in the source`

var key = /* want `a private key in key is in the source; load it from a vault or key management service, and replace this one` */ `@pem-private-key@`

var account = `{"type": "service_account", "private_key_id": "@random40@"}` // want `a Google service account key`

var razorpayKeySecret = "@random24@" // want `a Razorpay key secret \(.*…\) in razorpayKeySecret`
