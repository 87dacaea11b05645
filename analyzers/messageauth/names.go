package messageauth

import (
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
)

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	// signatureWords name what authenticates a message.
	signatureWords = words("signature signatures sig sigs sign signs hmac mac hmacsha256 hmacsha512 signedpayload")
	// digestWords name it in the protocols that call it a hash.
	digestWords = words("hash digest checksum checkmacvalue shasign hmac512")
	// aboutWords make a name speak about a signature, not hold one.
	aboutWords = words(`type types method methods algorithm algorithms algo alg version versions header headers name names
		timestamp time nonce id ids present required enabled enable length len size status valid validity scheme format
		expiry expires expiration url uri path prefix func fn err error in up out on off secret mode verified verifier input kind kid`)
	// secretTails make a name speak about a secret.
	secretTails = words(`issuer issuers audience audiences scope scopes type types id ids name names version versions arn path ref env url uri limit usage count expiry expires
		expiration length len header field kind prefix scheme enabled required timeout ttl file source page next prev`)
)

// signatureName reports whether a name stands for a signature or MAC.
func signatureName(name string) bool {
	ws := naming.Words(name)
	found := false
	for i, w := range ws {
		switch {
		case aboutWords[w]:
			return false
		case w == "key" && i > 0 && (ws[i-1] == "sign" || ws[i-1] == "signing" || ws[i-1] == "hmac" || ws[i-1] == "mac"):
			return false // a key, unless it is "signature key", as one provider says
		case signatureWords[w]:
			found = true
		}
	}
	// The address of a network card.
	if found && slices.Contains(ws, "mac") && (slices.Contains(ws, "addr") || slices.Contains(ws, "address") || slices.Contains(ws, "os")) {
		return false
	}
	return found
}

// digestName reports whether a name stands for a signature or for a hash.
func digestName(name string) bool {
	if signatureName(name) {
		return true
	}
	ws := naming.Words(name)
	found := false
	for _, w := range ws {
		if aboutWords[w] {
			return false
		}
		found = found || digestWords[w]
	}
	return found
}

// signing reports whether a function's name says that it computes a signature.
func signing(name string) bool {
	for _, w := range naming.Words(name) {
		if signatureWords[w] || digestWords[w] || w == "signing" || strings.HasPrefix(w, "md5") || strings.HasPrefix(w, "sha") && len(w) > 3 {
			return true
		}
	}
	return false
}

// secretName reports whether a name stands for a credential shared with
// somebody.
func (c *checker) secretName(name string) bool {
	ws := naming.Words(name)
	if len(ws) == 0 || secretTails[ws[len(ws)-1]] {
		return false
	}
	if c.names.SecretName(name) {
		return !slices.ContainsFunc(ws, func(w string) bool { return w == "otp" || w == "csrf" || w == "xsrf" || w == "cookie" || w == "jwt" })
	}
	for i, w := range ws {
		if w == "pass" && i == len(ws)-1 && i > 0 && ws[0] != "by" {
			return true
		}
		if w == "secret" && ws[0] != "is" && ws[0] != "has" {
			return true
		}
		if w == "hash" && i > 0 && (ws[i-1] == "verif" || ws[i-1] == "verify" || ws[i-1] == "secret") {
			return true
		}
	}
	return false
}

// keyMaterial reports whether a name stands for what makes a hash a signature.
func (c *checker) keyMaterial(name string) bool {
	ws := naming.Words(name)
	if len(ws) == 0 || slices.ContainsFunc(ws, passwordWord) {
		return false // hashed to be stored, not to sign
	}
	if c.secretName(name) {
		return true
	}
	switch ws[len(ws)-1] {
	case "key":
		if len(ws) == 1 {
			return true
		}
		switch ws[len(ws)-2] {
		case "cache", "map", "primary", "foreign", "partition", "sort", "object", "idempotency", "public", "routing", "signature", "dedup", "lock", "row", "publishable",
			"cookie", "session", "header", "query", "param", "form", "json", "field", "index", "context", "ctx", "feature", "unique", "search", "lookup",
			"file", "bucket", "data", "storage", "config", "redis", "flag", "i18n", "translation", "label", "shard", "group", "order", "s3":
			return false
		}
		return true
	case "salt":
		return true
	}
	return false
}

func passwordWord(w string) bool {
	return w == "password" || w == "passwd" || w == "pwd" || w == "pass" || w == "passphrase"
}

// configOwner reports whether a type's name says that it holds settings or is
// set up once: its fields are no data of one user.
func configOwner(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "config", "configs", "configuration", "conf", "cfg", "settings", "setting", "options", "option", "opts", "env", "environment",
			"credentials", "credential", "secrets", "server", "handler", "handlers", "service", "client", "gateway", "provider", "controller", "app",
			"application", "verifier", "validator", "middleware", "webhook", "api", "merchant", "processor", "adapter", "signer", "usecase":
			return true
		}
	}
	return false
}

// userOwner reports whether a type's name says that it is data of one user.
func userOwner(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "user", "users", "account", "customer", "member", "session", "otp", "profile", "request", "req", "input", "dto", "form", "payload", "params",
			"row", "record", "entity", "player", "admin", "claims", "invite", "invitation", "reset", "cart":
			return true
		}
	}
	return false
}

// protocols are the provider names whose message protocol prescribes a plain
// hash or MD5: there the merchant has no choice.
var protocols = words(`qq ozan ozanpay midtrans snap epay yipay easypay wechat wechatpay weixin wxpay wx qqpay alipay payu payubiz payumoney easebuzz
	robokassa payfast freekassa unitpay interkassa webmoney skrill moneybookers authorizenet ccavenue paytr nestpay payten payfor est
	akbank garanti isbank ziraat halkbank denizbank vakifbank qnb nkolay ipara iyzico shopier ecpay newebpay allpay unionpay chinapay
	paygate payzen systempay redsys ogone ingenico postfinance nganluong onepay vnpay momo zalopay doku duitku faspay tripay xendit linkqu
	payssion cryptomus nowpayments coinpayments perfectmoney payeer advcash enot lava cardlink platega heleket cashfree yookassa tinkoff
	codepay mapay vmqpay hupijiao xunhupay payjs bepusdt epusdt tokenpay usdt mazapay sberbank paymaster dotpay przelewy24 p24 tpay payop`)

// validatorHeader reports whether a header carries a checksum of content that
// nobody signs.
func validatorHeader(name string) bool {
	switch strings.ToLower(name) {
	case "if-none-match", "if-match", "etag", "content-md5", "digest", "content-digest", "repr-digest", "x-checksum", "x-content-sha256":
		return true
	}
	return false
}

// prescribed reports whether one of the names belongs to such a provider.
func prescribed(names ...string) bool {
	for _, n := range names {
		for _, w := range naming.Words(n) {
			if protocols[w] {
				return true
			}
		}
		if protocols[strings.ToLower(n)] {
			return true
		}
	}
	return false
}
