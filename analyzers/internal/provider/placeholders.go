package provider

import (
	"regexp"
	"strings"
)

// publishable are keys and ids that providers mean to be public, or that
// identify without authorizing. From the providers' key documentation.
var publishable = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`pk_(?:live|test|sbox)?_?[0-9A-Za-z-]+`,                        // Stripe, Paystack, PayMongo, Checkout.com
	`FLWPUBK(?:_TEST)?-[0-9A-Za-z]+-X`,                             // Flutterwave
	`(?:sandbox-)?sq0id[pb]-[0-9A-Za-z_-]+`,                        // Square application id
	`(?:SB-)?Mid-client-[0-9A-Za-z_-]+`,                            // Midtrans
	`xnd_public_[0-9A-Za-z_]+`,                                     // Xendit
	`(?:APP_USR|TEST)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`, // Mercado Pago public key
	`sup_pk_[0-9A-Za-z]+`,                                          // SumUp
	`pkey_(?:test_)?[0-9a-z]+`,                                     // Omise
	`rzp_(?:live|test)_[0-9A-Za-z]{14}`,                            // Razorpay key id
	`(?:live|test)_[A-Z0-9]{32}`,                                   // Adyen client key
	`(?:live|test)_[0-9a-f]{27}`,                                   // Paddle client-side token
	`(?:production|sandbox)_[0-9a-z]{8}_[0-9a-z]{16}`,              // Braintree tokenization key
	`A[0-9A-Za-z_-]{79}`,                                           // PayPal client id
	`link-(?:sandbox|development|production)-[0-9a-f-]{36}`,        // Plaid link token
	`(?:acct|cus|pi|ch|pm|price|evt|we|in|sub|prod|txn|re|tr|po|seti|ord|cst|mdt|pfl)_[0-9A-Za-z]+`, // object ids
	`phc_[0-9A-Za-z]+`, // PostHog project key
	`AC[0-9a-f]{32}`,   // Twilio account SID
	`[0-9]+-[0-9a-z]+\.apps\.googleusercontent\.com`, // Google OAuth client id
	`ssh-(?:rsa|ed25519) .*`,
	`ecdsa-sha2-.*`,
	`sha(?:1|256|384|512):[0-9a-fA-F]+`,
	`sha(?:256|384|512)-[0-9A-Za-z+/]+={0,2}`, // subresource integrity
	`h1:[0-9A-Za-z+/]+={0,2}`,                 // go.sum
	`\$2[abxy]?\$[0-9]{2}\$.*`,                // bcrypt
	`\$argon2(?:id|i|d)\$.*`,
	`\$(?:1|5|6|y|scrypt)\$.*`, // crypt(3)
}, "|") + `)$`)

// IsPublishable reports whether text as a whole is a publishable key, a public
// key, an object id, a digest or a password hash: nothing to hide, or
// nothing to gain.
func IsPublishable(text string) bool {
	text = strings.TrimSpace(text)
	if publishable.MatchString(text) {
		return true
	}
	i := strings.Index(text, "-----BEGIN ")
	return i >= 0 && !strings.Contains(text, "PRIVATE KEY")
}

// placeholder is what stands where somebody's own value belongs.
var placeholder = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`x{4,}|\*{3,}|\.{3}|…|_{4,}|-{6,}|#{4,}`,
	`\byour|_your|your_|-your|your-|^your|my[-_ ]?(?:secret|api|super|key|pass|token)`,
	`example|sample|dummy|\bfake|^fake|[-_]fake|change[-_ ]?(?:me|this|it)|changeit|replace[-_ ]?(?:me|this|with)|placeholder|\btodo\b|\btbd\b|fixme|redacted|insert[-_ ]`,
	`<[^>]+>|\$\{|\$\(|\{\{|\{[a-zA-Z_]+\}|%[svdq]|env\(`,
	`(?:test|dev|demo|local|default|insecure|mock)[-_ ]?(?:only[-_ ]?)?(?:key|secret|password|passwd|token|salt|jwt|api|admin|user)`,
	`(?:secret|api|access|private|encrypt(?:ion)?|signing|jwt|auth|session|super)[-_ ](?:secret[-_ ])?(?:key|token|secret)(?:[-_ ]?here)?$`,
	`secret[-_ ]?here|key[-_ ]?here|token[-_ ]?here|not[-_ ]?(?:a[-_ ])?(?:real|secret|set)|do[-_ ]?not[-_ ]?use|goes[-_ ]?here`,
	`\bfoo|\bbar\b|foobar|abc123|abcdef|lorem|hunter2|deadbeef|cafebabe|0123456789|1234567890`,
}, "|"))

// weakWords are values that are known to be nobody's secret.
var weakWords = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`secret password passwd pass pwd admin root test tests testing guest user
		default changeme letmein welcome qwerty postgres mysql mariadb redis mongo rabbitmq minio minioadmin
		demo dev local localhost none null nil undefined unknown empty n/a na
		admin123 admin1234 admin123456 password1 password123 passw0rd p@ssw0rd p@ssword 1234 12345 123456 1234567 12345678 123456789 000000 111111
		test123 test1234 testtest secret123 root123 toor pass123 abc123 qwerty123 mysecret mypassword topsecret supersecret
		my_secret my-secret super_secret super-secret jwt_secret jwt-secret`) {
		m[w] = true
	}
	return m
}()

// IsPlaceholder reports whether text only stands for a value: "your-api-key",
// "changeme", "sk_live_xxxx", "${SECRET}", "password".
func IsPlaceholder(text string) bool {
	text = strings.TrimSpace(text)
	low := strings.ToLower(text)
	return text == "" || weakWords[low] || repeated(text) || isSequence(text) || placeholder.MatchString(text)
}

// keyFiller are placeholders inside a text that already has a key's prefix:
// fewer than in IsPlaceholder, because random letters spell short words.
var keyFiller = regexp.MustCompile(`(?i)x{4,}|\*{3,}|\.{3}|\byour|your[-_]|example|sample|dummy|\bfake|fake[-_]|change[-_]?me|placeholder|redacted|<|\$\{|\{\{|%s|test[-_]?key|secret[-_]?key|foobar|abc123|abcdef|0123456789|123456789|987654321`)

func placeholderKey(body string) bool {
	return keyFiller.MatchString(body) || repeated(body)
}

// repeated reports whether text is one or two characters over and over, or
// repeats a short unit.
func repeated(text string) bool {
	if len(text) < 4 {
		return false
	}
	for unit := 1; unit <= 4 && unit*2 <= len(text); unit++ {
		same := true
		for i := unit; i < len(text); i++ {
			if text[i] != text[i-unit] {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

// isSequence reports whether more than two thirds of text count up or down
// ("abcdefgh", "0123456789abcdef", "987654").
func isSequence(text string) bool {
	if len(text) < 4 {
		return false
	}
	steps := 0
	for i := 1; i < len(text); i++ {
		switch d := int(text[i]) - int(text[i-1]); {
		case d == 1 || d == -1 || d == 0,
			text[i-1] == '9' && (text[i] == '0' || text[i]|0x20 == 'a'),
			text[i-1]|0x20 == 'f' && text[i] == '0',
			text[i-1] == 'z' && text[i] == 'A', text[i-1] == 'Z' && (text[i] == 'a' || text[i] == '0'), text[i-1] == 'z' && text[i] == '0':
			steps++
		}
	}
	return steps*3 > (len(text)-1)*2
}

// documentationKeys are the random parts of keys that providers print in their
// public documentation for everybody to try.
var documentationKeys = []string{
	"4eC39HqLyjWDarjtT1zdp7dc", "BQokikJOvBiI2HlWgH4olfQ2", "tR3PYbcVNZZ796tH88S4VQ2u", // Stripe
	"dHar4XY7LxsDOtmnkVtjNVWXLSlXsM",                                  // Mollie
	"uFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",                       // the Azure storage emulator
	"97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919", "Safaricom999!*!", // M-Pesa's sandbox
}

// DocumentationKey reports whether a secret is one that a provider prints in
// its documentation.
func DocumentationKey(secret string) bool {
	for _, k := range documentationKeys {
		if strings.HasSuffix(secret, k) {
			return true
		}
	}
	return false
}
