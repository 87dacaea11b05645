package naming

// Class says what kind of sensitive value a name stands for; the zero value is
// "not sensitive".
type Class uint8

// The classes, in the order of the groups of the fact base. PCI DSS 4.0.1 calls
// PAN and CardDetail cardholder data, and CVV, PIN, Track and Cryptogram
// sensitive authentication data that must never be kept (requirements 3.3, 3.4).
const (
	None        Class = iota
	PAN               // primary account number
	CVV               // card verification code
	PIN               // PIN, PIN block, PIN verification value
	Track             // magnetic stripe or chip data
	CardDetail        // expiry, card holder: sensitive only next to a PAN
	Cryptogram        // 3-D Secure and wallet cryptograms
	BankAccount       // IBAN, account number
	Secret            // password, key, token, cookie
	AuthCode          // one-time and recovery codes
	StoredToken       // reusable payment token
	PII               // national identifiers, date of birth
	Custom            // added by configuration or marked by a struct tag
)

var classNames = [...]string{
	None:        "",
	PAN:         "card number",
	CVV:         "card verification code",
	PIN:         "PIN",
	Track:       "track data",
	CardDetail:  "card detail",
	Cryptogram:  "payment cryptogram",
	BankAccount: "bank account number",
	Secret:      "credential",
	AuthCode:    "one-time code",
	StoredToken: "payment token",
	PII:         "personal identifier",
	Custom:      "sensitive value",
}

// String is the noun used in messages: "card number", "credential".
func (c Class) String() string { return classNames[c] }

// Instead says what to log in place of a value of the class.
func (c Class) Instead() string {
	switch c {
	case PAN:
		return "log the token or the last four digits instead"
	case BankAccount:
		return "log the last four characters instead"
	case CVV, PIN, Track, Cryptogram:
		return "never let it leave the call that needs it"
	case Secret, AuthCode:
		return "leave it out or log a fingerprint instead"
	case StoredToken:
		return "log its last four characters or your own id instead"
	case PII:
		return "log your own customer id instead"
	}
	return "mask it or leave it out"
}

// Cardholder reports whether the class is card data (DAT-2); the others are
// confidential as well (DAT-6, OPS-4).
func (c Class) Cardholder() bool {
	switch c {
	case PAN, CVV, PIN, Track, CardDetail, Cryptogram:
		return true
	}
	return false
}
