package symbols

// Setting is a role of a call argument or struct field: a value that reaches it
// decides something about security. Settings are followed through module struct
// fields and package variables, unlike logged values.
type Setting struct {
	Role Role
	Pkg  string
	// Symbol is "Func", "Type.Method" or, for fields, "Type.Field".
	Symbol string
	// Args are the indexes of the arguments that matter, the receiver not
	// counted. It is empty for fields.
	Args []int
}

// Roles of settings.
const (
	TLSSkipVerify   Role = "tls.skip-verify"
	TLSMinVersion   Role = "tls.min-version"
	TLSMaxVersion   Role = "tls.max-version"
	TLSCipherSuites Role = "tls.cipher-suites"
	URL             Role = "url"        // a URL that a request is sent to
	CryptoKey       Role = "crypto.key" // key of a MAC, cipher or signature
	Credential      Role = "credential" // password, token or API key argument
)

// Fields are the struct fields with a role.
var Fields = []Setting{
	{Role: TLSSkipVerify, Pkg: "crypto/tls", Symbol: "Config.InsecureSkipVerify"},
	{Role: TLSMinVersion, Pkg: "crypto/tls", Symbol: "Config.MinVersion"},
	{Role: TLSMaxVersion, Pkg: "crypto/tls", Symbol: "Config.MaxVersion"},
	{Role: TLSCipherSuites, Pkg: "crypto/tls", Symbol: "Config.CipherSuites"},
	{Role: TLSSkipVerify, Pkg: "k8s.io/client-go/rest", Symbol: "TLSClientConfig.Insecure"},
	{Role: TLSSkipVerify, Pkg: "github.com/levigross/grequests", Symbol: "RequestOptions.InsecureSkipVerify"},
}

// Calls are the functions and methods with arguments that have a role.
var Calls = []Setting{
	{Role: URL, Pkg: "net/http", Symbol: "Get", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Head", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Post", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "PostForm", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Client.Get", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Client.Head", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Client.Post", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "Client.PostForm", Args: []int{0}},
	{Role: URL, Pkg: "net/http", Symbol: "NewRequest", Args: []int{1}},
	{Role: URL, Pkg: "net/http", Symbol: "NewRequestWithContext", Args: []int{2}},
}
