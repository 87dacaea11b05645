package provider

import (
	"net"
	"regexp"
	"strings"
)

// Env says which environment of a provider something belongs to.
type Env int

const (
	// KeyDecides means that one host serves both environments and the
	// credential chooses (Stripe, Mollie, Paystack, Razorpay, Xendit …).
	KeyDecides Env = iota
	// Sandbox moves no real money.
	Sandbox
	// Production moves real money.
	Production
)

func (e Env) String() string {
	switch e {
	case Sandbox:
		return "sandbox"
	case Production:
		return "production"
	}
	return "key decides"
}

// Host is a payment provider's API host.
type Host struct {
	// Provider is the provider's short lower-case name ("stripe").
	Provider string
	Env      Env
}

// Hosts is a table of provider hosts; the zero value is the built-in table.
type Hosts struct {
	add    map[string]bool
	suffix []string
	remove map[string]bool
}

// NewHosts returns the built-in table with hosts added and removed, as the
// shared setting "hosts" says. A leading "*." covers subdomains. Added hosts
// belong to the provider "configured" in production.
func NewHosts(add, remove []string) *Hosts {
	h := &Hosts{add: make(map[string]bool), remove: make(map[string]bool)}
	for _, a := range add {
		a = Normalize(a)
		if rest, ok := strings.CutPrefix(a, "*."); ok {
			h.suffix = append(h.suffix, "."+rest)
		} else {
			h.add[a] = true
		}
	}
	for _, r := range remove {
		h.remove[strings.TrimPrefix(Normalize(r), "*.")] = true
	}
	return h
}

// Of looks host up; a port, a trailing dot and upper case do not matter.
func (h *Hosts) Of(host string) (Host, bool) {
	host = Normalize(host)
	if h != nil {
		if h.removed(host) {
			return Host{}, false
		}
		if h.add[host] {
			return Host{"configured", Production}, true
		}
		for _, s := range h.suffix {
			if strings.HasSuffix(host, s) {
				return Host{"configured", Production}, true
			}
		}
	}
	return builtinHost(host)
}

func (h *Hosts) removed(host string) bool {
	for ; host != ""; _, host, _ = strings.Cut(host, ".") {
		if h.remove[host] {
			return true
		}
	}
	return false
}

// HostOf looks host up in the built-in table: the API host of a payment
// provider and its environment. Documentation, dashboard and status sites of a
// provider are not API hosts.
func HostOf(host string) (Host, bool) { return builtinHost(Normalize(host)) }

// HostOfURL is [HostOf] for the host of a URL such as "https://api.stripe.com/v1".
func HostOfURL(rawURL string) (Host, bool) {
	host := HostInURL(rawURL)
	if host == "" {
		return Host{}, false
	}
	return builtinHost(host)
}

// HostInURL returns the normalized host of an absolute URL, "" when text is
// none. Unlike url.Parse it accepts format verbs and templates in the path.
func HostInURL(text string) string {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || !schemeRE.MatchString(scheme) {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#\\"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return Normalize(rest)
}

var schemeRE = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]{0,15}$`)

// Normalize lower-cases a host and takes port, brackets and the root dot off.
func Normalize(host string) string {
	host = strings.ToLower(strings.TrimSpace(host))
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.TrimSuffix(host, ".")
}

func builtinHost(host string) (Host, bool) {
	if h, ok := exactHosts[host]; ok {
		return h, true
	}
	// A subdomain of a provider's domain: its labels tell what it is.
	for at := strings.IndexByte(host, '.'); at >= 0; {
		domain := host[at+1:]
		if name, ok := providerDomains[domain]; ok {
			return subdomain(name, host[:at])
		}
		next := strings.IndexByte(domain, '.')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return Host{}, false
}

// testLabel is the generic pattern of a test host's label. It is applied to
// subdomains of a provider's domain only: "test" in any other host says nothing.
var testLabel = regexp.MustCompile(`(^|[.-])(sandbox|sandboxapi|playground|test|apitest|testapi|demo|staging|stage|stagegw|preprod|prelive|uat|qly|qa|cert|snd|sbx|integration|try|mock)([.-]|$)`)

// apiLabel is what the hosts that take payments are called.
var apiLabel = regexp.MustCompile(`(^|[.-])(api|apis|api2|openapi|restapi|rest|ws|gateway|gw|secure|secure2|pay|payment|payments|paymentpage|checkout|pal|ca|connect|merchant|b2b|payout|payouts|live|production|prod|pci|graphql|securepay|securegw|epg)([0-9]*)([.-]|$)`)

// siteLabel is a site for people, never an API.
var siteLabel = regexp.MustCompile(`(^|\.)(docs?|dashboard|support|help|status|developers?|dev|blog|www|portal|careers|js|static|cdn|assets)$`)

func subdomain(name, labels string) (Host, bool) {
	if siteLabel.MatchString(labels) && !testLabel.MatchString(labels) {
		return Host{}, false
	}
	env := Production
	if keyDecides[name] {
		env = KeyDecides
	}
	if testLabel.MatchString(labels) {
		return Host{name, Sandbox}, true
	}
	if apiLabel.MatchString(labels) {
		return Host{name, env}, true
	}
	return Host{}, false
}
