// Package jwt is a stub of the public API for tests.
package jwt

// Claims are claims.
type Claims interface{ GetSubject() (string, error) }

// MapClaims are claims.
type MapClaims map[string]any

// GetSubject returns the subject.
func (MapClaims) GetSubject() (string, error) { return "", nil }

// SigningMethod signs.
type SigningMethod interface{ Alg() string }

// SigningMethodHMAC signs with HMAC.
type SigningMethodHMAC struct{ Name string }

// Alg names the algorithm.
func (m *SigningMethodHMAC) Alg() string { return m.Name }

// Methods.
var (
	SigningMethodHS256 = &SigningMethodHMAC{"HS256"}
	SigningMethodNone  SigningMethod
)

type unsafeNoneMagicConstant string

// UnsafeAllowNoneSignatureType accepts unsigned tokens.
const UnsafeAllowNoneSignatureType unsafeNoneMagicConstant = "none signing method allowed"

// Token is a token.
type Token struct {
	Raw    string
	Method SigningMethod
	Header map[string]any
	Claims Claims
	Valid  bool
}

// Keyfunc returns the key of a token.
type Keyfunc func(*Token) (any, error)

// Parser parses.
type Parser struct{}

// ParserOption is an option.
type ParserOption func(*Parser)

// NewParser returns a parser.
func NewParser(options ...ParserOption) *Parser { return &Parser{} }

// Parse verifies.
func (p *Parser) Parse(tokenString string, keyFunc Keyfunc) (*Token, error) { return nil, nil }

// ParseWithClaims verifies.
func (p *Parser) ParseWithClaims(tokenString string, claims Claims, keyFunc Keyfunc) (*Token, error) {
	return nil, nil
}

// ParseUnverified does not verify.
func (p *Parser) ParseUnverified(tokenString string, claims Claims) (*Token, []string, error) {
	return nil, nil, nil
}

// Parse verifies.
func Parse(tokenString string, keyFunc Keyfunc, options ...ParserOption) (*Token, error) {
	return nil, nil
}

// ParseWithClaims verifies.
func ParseWithClaims(tokenString string, claims Claims, keyFunc Keyfunc, options ...ParserOption) (*Token, error) {
	return nil, nil
}

// WithValidMethods limits the methods.
func WithValidMethods(methods []string) ParserOption { return nil }

// WithIssuer checks the issuer.
func WithIssuer(iss string) ParserOption { return nil }

// NewWithClaims makes a token.
func NewWithClaims(method SigningMethod, claims Claims) *Token { return nil }

// SignedString signs.
func (t *Token) SignedString(key any) (string, error) { return "", nil }
