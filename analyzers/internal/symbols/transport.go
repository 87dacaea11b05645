package symbols

import (
	"regexp"
	"strings"
)

// Roles of transport settings beside those of crypto/tls.
const (
	// TLSMode is a setting that is a name: "skip-verify" of the MySQL driver.
	TLSMode Role = "tls.mode"
	// DSN is a data source name or connection URL of a database.
	DSN Role = "dsn"
)

// transportFields are further fields with a role in transport security. Besides
// the libraries' own switches these are configurations that end in crypto/tls.
var transportFields = []Setting{
	{Role: TLSSkipVerify, Pkg: "github.com/levigross/grequests/v2", Symbol: "RequestOptions.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "k8s.io/client-go/tools/clientcmd/api", Symbol: "Cluster.InsecureSkipTLSVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/hashicorp/vault/api", Symbol: "TLSConfig.Insecure"},
	{Role: TLSSkipVerify, Pkg: "github.com/hashicorp/consul/api", Symbol: "TLSConfig.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/hashicorp/nomad/api", Symbol: "TLSConfig.Insecure"},
	{Role: TLSSkipVerify, Pkg: "github.com/refraction-networking/utls", Symbol: "Config.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/tjfoc/gmsm/gmtls", Symbol: "Config.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/prometheus/common/config", Symbol: "TLSConfig.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "go.opentelemetry.io/collector/config/configtls", Symbol: "ClientConfig.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "go.opentelemetry.io/collector/config/configtls", Symbol: "TLSClientSetting.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/influxdata/influxdb1-client/v2", Symbol: "HTTPConfig.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/influxdata/influxdb/client/v2", Symbol: "HTTPConfig.InsecureSkipVerify"},
	{Role: TLSSkipVerify, Pkg: "github.com/go-git/go-git", Symbol: "CloneOptions.InsecureSkipTLS"},
	{Role: TLSSkipVerify, Pkg: "github.com/elastic/elastic-transport-go", Symbol: "Config.InsecureSkipVerify"},

	{Role: TLSMode, Pkg: "github.com/go-sql-driver/mysql", Symbol: "Config.TLSConfig"},
	{Role: DSN, Pkg: "gorm.io/driver/mysql", Symbol: "Config.DSN"},

	{Role: URL, Pkg: "net/http", Symbol: "Request.URL"},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Request.URL"},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Client.BaseURL"},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Client.HostURL"},
}

// transportCalls are further calls with a role in transport security.
var transportCalls = append([]Setting{
	{Role: DSN, Pkg: "database/sql", Symbol: "Open", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jmoiron/sqlx", Symbol: "Open", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jmoiron/sqlx", Symbol: "Connect", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jmoiron/sqlx", Symbol: "MustOpen", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jmoiron/sqlx", Symbol: "MustConnect", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jmoiron/sqlx", Symbol: "ConnectContext", Args: []int{2}},
	{Role: DSN, Pkg: "github.com/go-sql-driver/mysql", Symbol: "ParseDSN", Args: []int{0}},
	{Role: DSN, Pkg: "gorm.io/driver/mysql", Symbol: "Open", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/jinzhu/gorm", Symbol: "Open", Args: []int{1}},
	{Role: DSN, Pkg: "xorm.io/xorm", Symbol: "NewEngine", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/go-xorm/xorm", Symbol: "NewEngine", Args: []int{1}},

	{Role: URL, Pkg: "net/http/httputil", Symbol: "NewSingleHostReverseProxy", Args: []int{0}},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Client.SetBaseURL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Client.SetHostURL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/go-resty/resty", Symbol: "Request.Execute", Args: []int{1}},
	{Role: URL, Pkg: "resty.dev", Symbol: "Client.SetBaseURL", Args: []int{0}},
	{Role: URL, Pkg: "resty.dev", Symbol: "Request.SetURL", Args: []int{0}},
	{Role: URL, Pkg: "resty.dev", Symbol: "Request.Execute", Args: []int{1}},
	{Role: URL, Pkg: "github.com/imroc/req", Symbol: "Client.SetBaseURL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/imroc/req", Symbol: "SetBaseURL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/imroc/req", Symbol: "Request.Send", Args: []int{1}},
	{Role: URL, Pkg: "github.com/imroc/req", Symbol: "Request.SetURL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/levigross/grequests", Symbol: "Req", Args: []int{1}},
	{Role: URL, Pkg: "github.com/levigross/grequests", Symbol: "DoRegularRequest", Args: []int{1}},
	{Role: URL, Pkg: "github.com/parnurzeal/gorequest", Symbol: "SuperAgent.CustomMethod", Args: []int{1}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "Request.SetRequestURI", Args: []int{0}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "Get", Args: []int{1}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "GetTimeout", Args: []int{1}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "Post", Args: []int{1}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "Client.Get", Args: []int{1}},
	{Role: URL, Pkg: "github.com/valyala/fasthttp", Symbol: "Client.Post", Args: []int{1}},
	{Role: URL, Pkg: "github.com/hashicorp/go-retryablehttp", Symbol: "NewRequest", Args: []int{1}},
	{Role: URL, Pkg: "github.com/hashicorp/go-retryablehttp", Symbol: "NewRequestWithContext", Args: []int{2}},
	{Role: URL, Pkg: "github.com/dghubble/sling", Symbol: "Sling.Base", Args: []int{0}},
	{Role: URL, Pkg: "github.com/carlmjohnson/requests", Symbol: "URL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/carlmjohnson/requests", Symbol: "Builder.BaseURL", Args: []int{0}},
	{Role: URL, Pkg: "gopkg.in/h2non/gentleman", Symbol: "Client.URL", Args: []int{0}},
	{Role: URL, Pkg: "gopkg.in/h2non/gentleman", Symbol: "Client.BaseURL", Args: []int{0}},
	{Role: URL, Pkg: "gopkg.in/h2non/gentleman", Symbol: "Request.URL", Args: []int{0}},
	{Role: URL, Pkg: "github.com/gorilla/websocket", Symbol: "Dialer.Dial", Args: []int{0}},
	{Role: URL, Pkg: "github.com/gorilla/websocket", Symbol: "Dialer.DialContext", Args: []int{1}},
	{Role: URL, Pkg: "github.com/coder/websocket", Symbol: "Dial", Args: []int{1}},
	{Role: URL, Pkg: "nhooyr.io/websocket", Symbol: "Dial", Args: []int{1}},
	{Role: URL, Pkg: "golang.org/x/net/websocket", Symbol: "Dial", Args: []int{0}},
	{Role: URL, Pkg: "golang.org/x/net/websocket", Symbol: "NewConfig", Args: []int{0}},
	{Role: URL, Pkg: "golang.org/x/net/context/ctxhttp", Symbol: "Get", Args: []int{2}},
	{Role: URL, Pkg: "golang.org/x/net/context/ctxhttp", Symbol: "Post", Args: []int{2}},
	{Role: URL, Pkg: "golang.org/x/net/context/ctxhttp", Symbol: "PostForm", Args: []int{2}},
}, verbCalls()...)

// verbCalls are the methods that are called like the HTTP verb they send, with
// the URL as first argument.
func verbCalls() []Setting {
	var out []Setting
	for _, owner := range []struct{ pkg, recv string }{
		{"github.com/go-resty/resty", "Request."},
		{"resty.dev", "Request."},
		{"github.com/imroc/req", "Request."},
		{"github.com/imroc/req", "Request.Must"},
		{"github.com/imroc/req", "Client."},
		{"github.com/imroc/req", ""},
		{"github.com/levigross/grequests", ""},
		{"github.com/levigross/grequests", "Session."},
		{"github.com/parnurzeal/gorequest", "SuperAgent."},
		{"github.com/gojek/heimdall/v7/httpclient", "Client."},
		{"github.com/hashicorp/go-retryablehttp", ""},
		{"github.com/hashicorp/go-retryablehttp", "Client."},
		{"github.com/dghubble/sling", "Sling."},
		{"github.com/gofiber/fiber", ""},
		{"github.com/beego/beego/client/httplib", ""},
		{"github.com/astaxie/beego/httplib", ""},
	} {
		for _, verb := range []string{"Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "PostForm"} {
			out = append(out, Setting{Role: URL, Pkg: owner.pkg, Symbol: owner.recv + verb, Args: []int{0}})
		}
	}
	return out
}

// skipVerifyName are what libraries call a switch of certificate validation; a
// bare SkipVerify could be about anything.
var skipVerifyName = regexp.MustCompile(`^(?:TLS)?InsecureSkip(?:TLS)?(?:Verify|Verification)$|^InsecureSkipTLS$|^TLS(?:Insecure)?Skip(?:Verify|Verification)$|^(?:Skip|Disable)(?:TLS|SSL|Cert|Certificate)(?:Verify|Verification|Validation)$`)

// SkipsVerification reports whether a library's field, or its function, switches
// certificate validation off when it is true, by its name. The options of a
// server that accepts websockets are about the browser's origin.
func SkipsVerification(ref Ref) bool {
	name := ref.Name
	for _, verb := range []string{"With", "Set", "Enable", "Use"} {
		if rest, ok := strings.CutPrefix(name, verb); ok {
			name = rest
			break
		}
	}
	return skipVerifyName.MatchString(name) && ref.Recv != "AcceptOptions"
}
