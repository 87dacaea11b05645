package naming_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/naming"
)

const typesSource = `package p

import (
	"errors"
	"time"
)

type TokenType string
const (
	Bearer TokenType = "bearer"
	Basic  TokenType = "basic"
)

type CardNumber string
type Digits []byte
type Wrapped struct{ Value string }
type Creds struct{ User, Password string }
type Payment struct{ ID string; Amount int64 }

type Card struct {
	Number   string
	ExpMonth int
	Brand    string
}

type Tagged struct {
	A string ` + "`paylint:\"sensitive\"`" + `
	B string ` + "`json:\"card_number\"`" + `
	C string ` + "`datapolicy:\"password\"`" + `
	D string ` + "`masq:\"secret\"`" + `
	E string ` + "`mask:\"filled\"`" + `
	F string ` + "`env:\"STRIPE_SECRET_KEY\"`" + `
	G string ` + "`gorm:\"column:card_cvv\"`" + `
	H string ` + "`validate:\"required,credit_card\"`" + `
	Password string ` + "`paylint:\"safe\"`" + `
	Pan      string ` + "`json:\"masked_pan\"`" + `
	I string ` + "`redact:\"nonsecret\"`" + `
	MaskedPan string ` + "`json:\"pan\"`" + `
	Expiry string
}

var (
	text    string
	bytes   []byte
	array   [16]byte
	number  int64
	small   uint8
	boolean bool
	float   float64
	err     error = errors.New("")
	when    time.Time
	enum    TokenType
	named   CardNumber
	digits  Digits
	wrapped Wrapped
	creds   *Creds
	payment Payment
	list    []string
	dict    map[string]string
	anyval  any
	fn      func() string
	ch      chan string
	pointer *string
	nested  map[string][]*Creds
	claims  MapClaims
)

type MapClaims map[string]any
`

func load(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", typesSource, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("p", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestHolds(t *testing.T) {
	pkg, n := load(t), naming.New(nil)
	tests := []struct {
		name, variable string
		want           bool
	}{
		{"password", "text", true}, {"password", "bytes", true}, {"password", "array", true}, {"password", "named", true},
		{"password", "digits", true}, {"password", "list", true}, {"password", "dict", true}, {"password", "anyval", true},
		{"password", "pointer", true}, {"password", "wrapped", true}, {"password", "creds", true}, {"password", "nested", true},
		{"password", "number", false}, {"password", "boolean", false}, {"password", "err", false}, {"password", "when", false},
		{"password", "enum", false}, {"password", "payment", false}, {"password", "fn", false}, {"password", "ch", false},
		{"password", "float", false},
		{"pan", "number", true}, {"pan", "text", true}, {"pan", "small", false}, {"pan", "float", false}, {"cvv", "number", true},
		{"pin", "number", true}, {"token", "number", false}, {"token", "enum", false},
		{"authorization", "text", true}, {"authorization", "payment", false}, {"tokenType", "text", false},
		{"token", "claims", false}, {"token", "dict", true},
	}
	for _, tt := range tests {
		typ := pkg.Scope().Lookup(tt.variable).Type()
		if got := n.Holds(n.Match(tt.name), typ); got != tt.want {
			t.Errorf("%s %s (%s): %v, want %v", tt.name, tt.variable, typ, got, tt.want)
		}
		if got := n.Var(tt.name, typ) != naming.None; got != tt.want {
			t.Errorf("Var(%s, %s): %v, want %v", tt.name, typ, got, tt.want)
		}
	}
}

func TestTags(t *testing.T) {
	pkg, n := load(t), naming.New(nil)
	s := pkg.Scope().Lookup("Tagged").Type().Underlying().(*types.Struct)
	want := map[string]naming.Class{
		"A": naming.Custom, "B": naming.PAN, "C": naming.Custom, "D": naming.Custom, "E": naming.Custom, "F": naming.Secret,
		"G": naming.CVV, "H": naming.PAN, "Expiry": naming.CardDetail,
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if got := n.Field("Tagged", f, s.Tag(i)); got != want[f.Name()] {
			t.Errorf("%s %s = %q, want %q", f.Name(), s.Tag(i), got, want[f.Name()])
		}
	}
}

func TestSensitiveFields(t *testing.T) {
	pkg, n := load(t), naming.New(nil)
	names := func(typ string) (out []string) {
		for _, f := range n.SensitiveFields(pkg.Scope().Lookup(typ).Type()) {
			out = append(out, f.Name())
		}
		return out
	}
	if got := names("Card"); len(got) != 2 || got[0] != "Number" || got[1] != "ExpMonth" {
		t.Errorf("Card: %v, want the number and, beside it, the expiry", got)
	}
	if got := names("Payment"); got != nil {
		t.Errorf("Payment: %v, want none", got)
	}
	if got := names("nested"); len(got) != 1 || got[0] != "Password" {
		t.Errorf("map of pointers to Creds: %v, want Password", got)
	}
}

func TestJSONName(t *testing.T) {
	for _, tt := range []struct{ field, tag, want string }{
		{"Number", `json:"number,omitempty"`, "number"}, {"Number", `json:"-"`, ""}, {"Number", `json:",omitempty"`, "Number"},
		{"Number", ``, "Number"}, {"Number", `json:"-,"`, "-"},
	} {
		if got := naming.JSONName(tt.field, tt.tag); got != tt.want {
			t.Errorf("JSONName(%s, %s) = %q, want %q", tt.field, tt.tag, got, tt.want)
		}
	}
}
