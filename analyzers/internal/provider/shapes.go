package provider

import "regexp"

// mode says how a shape tells the environment of a key.
type mode int

const (
	// The zero mode: the format has no test mode, or does not show it.
	_ mode = iota
	// marked: a word in the key names the environment; without one it is live.
	marked
	// alwaysLive and alwaysTest: the shape is of one environment only.
	alwaysLive
	alwaysTest
)

// shape is the format of one kind of secret.
type shape struct {
	id string
	// what completes "a … is hard-coded".
	what     string
	provider string
	// weak shapes are formats that are often public or short-lived.
	weak bool
	mode mode
	// context words, one of which the surrounding names must contain, for
	// shapes that alone say too little.
	context []string
	// keywords are the texts without which the expression cannot match; the
	// matcher looks for all of them at once before it runs any expression.
	// Empty for shapes that only their context selects.
	keywords string
	// random shapes must look random behind their prefix.
	random bool
	expr   string
	re     *regexp.Regexp
}

// shapes are 61 formats in order of precedence: where two match the same text,
// the first one names it. The expressions are formulations of our own, from the
// formats that providers document and that public scanners and SDKs use; those
// of Adyen, Mollie, Checkout.com, Klarna, YooKassa, Revolut, SumUp, PayMongo,
// Omise, SIBS, Vault, Google OAuth, Azure storage and PayPal are confirmed by
// use only, not by documentation.
var shapes = []shape{
	{id: "pem-private-key", what: "private key", keywords: "-----BEGIN", expr: `-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`},
	{id: "gcp-service-account", what: "Google service account key", keywords: "service_account", expr: `"type"\s*:\s*"service_account"`},

	{id: "paystack-secret", what: "Paystack secret key", provider: "paystack", mode: marked, keywords: "sk_live_ sk_test_", random: true, expr: `\bsk_(?:live|test)_[0-9a-f]{40}\b`},
	{id: "paymongo-secret", what: "PayMongo secret key", provider: "paymongo", mode: marked, context: []string{"paymongo"}, keywords: "sk_live_ sk_test_", random: true, expr: `\bsk_(?:live|test)_[0-9A-Za-z]{24}\b`},
	{id: "stripe-secret-live", what: "Stripe live secret key", provider: "stripe", mode: alwaysLive, keywords: "sk_live_ rk_live_", random: true, expr: `\b(?:sk|rk)_live_[0-9A-Za-z]{16,247}\b`},
	{id: "stripe-secret-test", what: "Stripe test secret key", provider: "stripe", mode: alwaysTest, keywords: "sk_test_ rk_test_", random: true, expr: `\b(?:sk|rk)_test_[0-9A-Za-z]{16,247}\b`},
	{id: "stripe-or-standardwebhooks-secret", what: "webhook signing secret", provider: "stripe", keywords: "whsec_", random: true, expr: `\bwhsec_[0-9A-Za-z+/]{24,}={0,2}`},
	{id: "stripe-intent-client-secret", what: "Stripe client secret", provider: "stripe", weak: true, keywords: "_secret_", random: true, expr: `\b(?:pi|seti|cs)_[0-9A-Za-z]{14,}_secret_[0-9A-Za-z]{16,}\b`},
	{id: "square-access-token", what: "Square access token", provider: "square", keywords: "EAAA", random: true, expr: `\bEAAA[0-9A-Za-z_+=-]{40,64}`},
	{id: "square-oauth-secret", what: "Square OAuth secret", provider: "square", mode: marked, keywords: "sq0csp-", random: true, expr: `\b(?:sandbox-)?sq0csp-[0-9A-Za-z_-]{40,50}`},
	{id: "square-legacy-token", what: "Square access token", provider: "square", keywords: "sq0atp-", random: true, expr: `\bsq0atp-[0-9A-Za-z_-]{22,60}`},
	{id: "braintree-paypal-token", what: "Braintree access token", provider: "braintree", mode: marked, keywords: "access_token$", random: true, expr: `\baccess_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}\b`},
	{id: "paypal-client-secret", what: "PayPal client secret", provider: "paypal", context: []string{"paypal"}, random: true, expr: `\bE[0-9A-Za-z_-]{79}(?:[^0-9A-Za-z_-]|$)`},
	{id: "adyen-api-key", what: "Adyen API key", provider: "adyen", keywords: "AQE", random: true, expr: `\bAQE[0-9A-Za-z]hm[0-9A-Za-z+/=_-]{30,}`},
	{id: "adyen-hmac-key", what: "Adyen HMAC key", provider: "adyen", context: []string{"adyen", "hmac"}, random: true, expr: `\b[0-9A-F]{64}\b`},
	{id: "razorpay-secret", what: "Razorpay key secret", provider: "razorpay", context: []string{"razorpay", "key_secret", "keysecret"}, random: true, expr: `\b[0-9A-Za-z]{24}\b`},
	{id: "flutterwave-secret", what: "Flutterwave secret key", provider: "flutterwave", mode: marked, keywords: "FLWSECK", random: true, expr: `\bFLWSECK(?:_TEST)?-[0-9A-Za-z]{12,40}-X\b`},
	{id: "flutterwave-encryption-key", what: "Flutterwave encryption key", provider: "flutterwave", mode: alwaysTest, keywords: "FLWSECK_TEST", random: true, expr: `\bFLWSECK_TEST-?[0-9a-h]{12}\b`},
	{id: "mollie-api-key", what: "Mollie API key", provider: "mollie", mode: marked, keywords: "live_ test_", random: true, expr: `\b(?:live|test)_[0-9A-Za-z]{30,40}\b`},
	{id: "mollie-org-token", what: "Mollie organization token", provider: "mollie", keywords: "access_", random: true, expr: `\baccess_[0-9A-Za-z]{38,45}\b`},
	{id: "checkout-legacy-secret", what: "Checkout.com secret key", provider: "checkout", mode: marked, keywords: "sk_", random: true, expr: `\bsk_(?:test_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`},
	{id: "checkout-nas-secret", what: "Checkout.com secret key", provider: "checkout", mode: marked, keywords: "sk_", random: true, expr: `\bsk_(?:sbox_)?[0-9a-z]{25,28}[0-9a-z*#$=+-]?`},
	{id: "plaid-access-token", what: "Plaid access token", provider: "plaid", mode: marked, keywords: "access-", random: true, expr: `\baccess-(?:sandbox|development|production)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`},
	{id: "plaid-secret", what: "Plaid secret", provider: "plaid", context: []string{"plaid"}, random: true, expr: `\b[0-9a-f]{30}\b`},
	{id: "yookassa-secret", what: "YooKassa secret key", provider: "yookassa", mode: marked, keywords: "live_ test_", random: true, expr: `\b(?:live|test)_[0-9A-Za-z_-]{43}(?:[^0-9A-Za-z_-]|$)`},
	{id: "gocardless-token", what: "GoCardless access token", provider: "gocardless", mode: marked, keywords: "live_ sandbox_", random: true, expr: `\b(?:live|sandbox)_[0-9A-Za-z_-]{40}(?:[^0-9A-Za-z_-]|$)`},
	{id: "xendit-secret", what: "Xendit secret key", provider: "xendit", mode: marked, keywords: "xnd_", random: true, expr: `\bxnd_(?:production|development)_[0-9A-Za-z]{30,}\b`},
	{id: "midtrans-server-key", what: "Midtrans server key", provider: "midtrans", mode: marked, keywords: "Mid-server-", random: true, expr: `\b(?:SB-)?Mid-server-[0-9A-Za-z_-]{16,}`},
	{id: "mercadopago-access-token", what: "Mercado Pago access token", provider: "mercadopago", mode: marked, keywords: "APP_USR- TEST-", random: true, expr: `\b(?:APP_USR|TEST)-[0-9]{6,20}-[0-9]{6}-[0-9a-f]{32}-[0-9]{4,12}\b`},
	{id: "omise-secret", what: "Omise secret key", provider: "omise", mode: marked, keywords: "skey_", random: true, expr: `\bskey_(?:test_)?[0-9a-z]{19,}\b`},
	{id: "sumup-secret", what: "SumUp secret key", provider: "sumup", keywords: "sup_sk_", random: true, expr: `\bsup_sk_[0-9A-Za-z]{24,}\b`},
	{id: "paddle-api-key", what: "Paddle API key", provider: "paddle", mode: marked, keywords: "pdl_", random: true, expr: `\bpdl_(?:live|sdbx)_apikey_[0-9a-z]{20,}_[0-9A-Za-z_]{20,}`},
	{id: "paddle-webhook-secret", what: "Paddle webhook secret", provider: "paddle", keywords: "pdl_ntfset_", random: true, expr: `\bpdl_ntfset_[0-9a-z]{20,}_[0-9A-Za-z+/_-]{20,}`},
	{id: "cashfree-secret", what: "Cashfree secret key", provider: "cashfree", mode: marked, keywords: "cfsk_ma_", random: true, expr: `\bcfsk_ma_(?:prod|test)_[0-9a-f]{32}_[0-9a-f]{8}\b`},
	{id: "klarna-api-key", what: "Klarna API key", provider: "klarna", mode: marked, keywords: "klarna_", random: true, expr: `\bklarna_(?:live|test)_api_[0-9A-Za-z_=-]{20,}`},
	{id: "revolut-merchant-secret", what: "Revolut merchant secret key", provider: "revolut", keywords: "sk_", random: true, expr: `\bsk_[0-9A-Za-z_-]{60,120}\b`},
	{id: "coinbase-cdp-key-name", what: "Coinbase API key name", provider: "coinbase", weak: true, keywords: "organizations/", expr: `\borganizations/[0-9a-f-]{36}/apiKeys/[0-9a-f-]{36}\b`},
	{id: "sibs-bearer", what: "SIBS access token", provider: "sibs", context: []string{"sibs"}, keywords: ".eyJ", random: true, expr: `\b[0-9a-f]{30,40}\.eyJ[0-9A-Za-z_=-]{20,}`},
	{id: "sibs-transaction-signature", what: "SIBS transaction signature", provider: "sibs", context: []string{"sibs"}, keywords: "eyJ0eElk", random: true, expr: `\beyJ0eElk[0-9A-Za-z+/=]{20,}`},
	{id: "shopify-token", what: "Shopify access token", provider: "shopify", keywords: "shp", random: true, expr: `\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b`},

	{id: "twilio-api-key", what: "Twilio API key", provider: "twilio", keywords: "SK", random: true, expr: `\bSK[0-9a-f]{32}\b`},
	{id: "sendgrid-key", what: "SendGrid API key", provider: "sendgrid", keywords: "SG.", random: true, expr: `\bSG\.[0-9A-Za-z_-]{20,24}\.[0-9A-Za-z_-]{39,50}(?:[^0-9A-Za-z_-]|$)`},
	{id: "mailgun-key", what: "Mailgun API key", provider: "mailgun", keywords: "key-", random: true, expr: `\bkey-[0-9a-f]{32}\b`},
	{id: "slack-token", what: "Slack token", provider: "slack", keywords: "xox", random: true, expr: `\bxox[abeprs]-[0-9A-Za-z-]{20,}\b`},
	{id: "slack-webhook", what: "Slack webhook URL", provider: "slack", keywords: "hooks.slack.com", random: true, expr: `https://hooks\.slack\.com/services/T[0-9A-Z]{6,}/B[0-9A-Z]{6,}/[0-9A-Za-z]{20,}`},
	{id: "github-token", what: "GitHub token", provider: "github", keywords: "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", random: true, expr: `\b(?:gh[pousr]_[0-9A-Za-z]{36,255}|github_pat_[0-9A-Za-z_]{70,90})\b`},
	{id: "gitlab-pat", what: "GitLab token", provider: "gitlab", keywords: "glpat-", random: true, expr: `\bglpat-[0-9A-Za-z_-]{20,}`},
	{id: "aws-access-key-id", what: "AWS access key id", provider: "aws", keywords: "AKIA ASIA ABIA ACCA", random: true, expr: `\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b`},
	{id: "aws-secret", what: "AWS secret access key", provider: "aws", context: []string{"aws", "secretaccesskey", "secret_access_key"}, random: true, expr: `\b[0-9A-Za-z/+]{40}\b`},
	{id: "gcp-api-key", what: "Google API key", provider: "google", weak: true, keywords: "AIza", random: true, expr: `\bAIza[0-9A-Za-z_-]{35}`},
	{id: "google-oauth-secret", what: "Google OAuth client secret", provider: "google", keywords: "GOCSPX-", random: true, expr: `\bGOCSPX-[0-9A-Za-z_-]{28}(?:[^0-9A-Za-z_-]|$)`},
	{id: "azure-storage-key", what: "Azure storage key", provider: "azure", keywords: "AccountKey=", random: true, expr: `\bAccountKey=[0-9A-Za-z+/]{86}==`},
	{id: "azure-ad-secret", what: "Azure client secret", provider: "azure", keywords: "Q~", random: true, expr: `\b[0-9A-Za-z_~.]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34}`},
	{id: "digitalocean", what: "DigitalOcean token", provider: "digitalocean", keywords: "_v1_", random: true, expr: `\bdo[opr]_v1_[0-9a-f]{64}\b`},
	{id: "npm-token", what: "npm token", provider: "npm", keywords: "npm_", random: true, expr: `\bnpm_[0-9A-Za-z]{36}\b`},
	{id: "vault-token", what: "Vault token", provider: "vault", keywords: "hvs. hvb. hvr.", random: true, expr: `\bhv[sbr]\.[0-9A-Za-z_-]{24,}`},
	{id: "anthropic-key", what: "Anthropic API key", provider: "anthropic", keywords: "sk-ant-", random: true, expr: `\bsk-ant-(?:api03|admin01)-[0-9A-Za-z_-]{80,}`},
	{id: "openai-key", what: "OpenAI API key", provider: "openai", keywords: "sk-proj- sk-svcacct- sk-admin-", random: true, expr: `\bsk-(?:proj|svcacct|admin)-[0-9A-Za-z_-]{40,}`},
	{id: "jwt", what: "JSON Web Token", keywords: "eyJ", random: true, expr: `\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}`},
	{id: "url-credentials", what: "password in a URL", keywords: "://", expr: `\b[a-z][a-z0-9+.-]{2,15}://[^/\s:@"'{}$%<]{1,64}:[^/\s:@"'{}$%<]{3,}@`},
	{id: "basic-or-bearer-literal", what: "credential of an Authorization header", keywords: "asic earer ASIC EARER", random: true, expr: `(?i)\b(?:basic|bearer)\s+[0-9a-z._~+/-]{20,}={0,2}`},
}
