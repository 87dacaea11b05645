// Package providertest makes secrets up for tests: in the right format, worth
// nothing, and never in the source, so that no scanner has to be told about them.
package providertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"io/fs"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
)

// Secret returns a text of the shape with that id. The same seed gives the same
// text, except for private keys. It panics on an unknown id.
func Secret(id string, seed uint64) string {
	switch id {
	case "pem-private-key":
		return PrivateKey()
	case "gcp-service-account":
		return fmt.Sprintf(`{"type": "service_account", "project_id": "shop", "private_key_id": "%s"}`, Random(40, seed))
	case "jwt":
		enc := base64.RawURLEncoding.EncodeToString
		return enc([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + enc([]byte(`{"sub":"merchant-77","iat":1700000000}`)) + "." + Random(43, seed)
	case "url-credentials":
		return "postgres://shop:" + Random(20, seed) + "@db.shop-prod.net/shop"
	case "basic-or-bearer-literal":
		return "Bearer " + Random(40, seed)
	case "coinbase-cdp-key-name":
		return "organizations/" + UUID(seed) + "/apiKeys/" + UUID(seed+1)
	case "sibs-transaction-signature":
		return "eyJ0eElk" + Random(40, seed)
	}
	for _, s := range provider.Shapes() {
		if s.ID == id {
			re, err := syntax.Parse(s.Expr, syntax.Perl)
			if err != nil {
				panic(err)
			}
			r := mathrand.New(mathrand.NewPCG(seed, uint64(len(id))))
			for whole := regexp.MustCompile(s.Expr); ; {
				var b strings.Builder
				generate(&b, re.Simplify(), r)
				// A word boundary at the end may have to be tried for.
				if whole.MatchString(b.String()) {
					return b.String()
				}
			}
		}
	}
	panic("no shape " + id)
}

// UUID returns a random UUID.
func UUID(seed uint64) string {
	r := mathrand.New(mathrand.NewPCG(seed, 4))
	return fmt.Sprintf("%08x-%04x-4%03x-9%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Int64N(1<<48))
}

// Random returns n letters and digits.
func Random(n int, seed uint64) string {
	const chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	r := mathrand.New(mathrand.NewPCG(seed, 77))
	b := make([]byte, n)
	for i := range b {
		b[i] = chars[r.IntN(len(chars))]
	}
	b[n/2] = '7' // a digit at least
	return string(b)
}

// PrivateKey returns a new EC private key in PEM.
func PrivateKey() string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE" + " KEY", Bytes: der}))
}

// generate writes a random text that re matches. Repetitions take their
// smallest count, but at least enough to look random.
func generate(b *strings.Builder, re *syntax.Regexp, r *mathrand.Rand) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		n := 0
		for i := 0; i < len(re.Rune); i += 2 {
			n += int(min(re.Rune[i+1], 0x7e)-min(re.Rune[i], 0x7e)) + 1
		}
		k := r.IntN(n)
		for i := 0; i < len(re.Rune); i += 2 {
			if w := int(min(re.Rune[i+1], 0x7e)-min(re.Rune[i], 0x7e)) + 1; k < w {
				b.WriteRune(re.Rune[i] + rune(k))
				return
			} else {
				k -= w
			}
		}
	case syntax.OpConcat:
		for _, s := range re.Sub {
			generate(b, s, r)
		}
	case syntax.OpAlternate:
		// Where an end of text is an alternative, take it.
		for _, s := range re.Sub {
			if s.Op == syntax.OpEndText {
				return
			}
		}
		generate(b, re.Sub[r.IntN(len(re.Sub))], r)
	case syntax.OpCapture:
		generate(b, re.Sub[0], r)
	case syntax.OpQuest:
		if r.IntN(2) == 0 {
			generate(b, re.Sub[0], r)
		}
	case syntax.OpPlus, syntax.OpStar:
		for range 1 + r.IntN(3) {
			generate(b, re.Sub[0], r)
		}
	}
}

// Expand replaces markers in a text: "@stripe-secret-live@" by a secret of that
// shape, "@random24@" by 24 letters and digits, "@uuid@" by a UUID, "@visa@" and the name cardNumberMarker by a card number. No marker of
// a text gives the same value as another one.
func Expand(text string) string {
	seed := uint64(len(text))
	return marker.ReplaceAllStringFunc(text, func(m string) string {
		seed++
		switch name := strings.Trim(m, "@"); {
		case name == "cardNumberMarker":
			return CardNumber()
		case name == "uuid":
			return UUID(seed)
		case name == "visa":
			return CardNumber()
		case name == "visa-grouped":
			n := CardNumber()
			return n[:4] + " " + n[4:8] + " " + n[8:12] + " " + n[12:]
		case name == "broken-private-key":
			body := base64.StdEncoding.EncodeToString([]byte("not a key at all, just some text that is long enough to look like one"))
			return "-----BEGIN " + "PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----"
		case name == "xendit-production":
			return "xnd_" + "production_" + Random(40, seed)
		case strings.HasPrefix(name, "random"):
			var n int
			if _, err := fmt.Sscanf(name, "random%d", &n); err != nil {
				panic(err)
			}
			return Random(n, seed)
		default:
			return Secret(name, seed)
		}
	})
}

// CardNumber returns a number in Visa's range with a right check digit that no
// provider publishes.
func CardNumber() string {
	const head = "453914880343646"
	for d := range 10 {
		if n := head + string(rune('0'+d)); provider.Luhn(n) {
			return n
		}
	}
	panic("no check digit")
}

var marker = regexp.MustCompile(`@(?:[a-z]+(?:-[a-z]+)+|random[0-9]+|uuid|visa)@|cardNumberMarker`)

// ExpandDir copies a directory tree and expands the markers in its files.
func ExpandDir(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), []byte(Expand(string(data))), 0o644)
	})
}
