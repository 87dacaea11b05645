package requests

import (
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// Op says what kind of operation a request is.
type Op uint8

const (
	// NoOp changes nothing that money depends on: a lookup, a login, a search,
	// a webhook registration.
	NoOp Op = iota
	// Admin changes what repeating cannot hurt: a product, a setting, a domain.
	Admin
	// Update changes what is no transaction: a customer, a subscription, metadata.
	Update
	// Notify tells another system about a transaction.
	Notify
	// Money creates or moves: a payment, refund, capture, payout, order.
	Money
)

// Context says how a request relates to payments.
type Context struct {
	// Payment is set when the request is in payment context.
	Payment bool
	// Sure is set when the host, the path or the SDK says so, or the function's
	// own name; not only a package's, receiver's or value's name.
	Sure bool
	// Host is a payment provider's host that the request goes to.
	Host string
	Op   Op
}

// Words are the payment words and provider hosts of a configuration.
type Words struct {
	names *naming.Names
	hosts *provider.Hosts
}

// NewWords returns the built-in words with the additions and removals of cfg.
func NewWords(cfg *config.Config) *Words {
	return &Words{names: naming.New(cfg), hosts: provider.NewHosts(cfg.Hosts.Add, cfg.Hosts.Remove)}
}

var (
	// genericSegment is a path segment that says nothing about the operation.
	genericSegment = regexp.MustCompile(`(?i)^(|%[a-z+]+|v\d+(\.\d+)*|api|apis|rest|json|%s.*|\{.*\}|:.*|index\.php|graphql|public|internal|services?|gateway(\.do)?|rpc|core|open-?api|prod|sandbox|[0-9.]+)$`)
	// exemptWords in the last named segment or the function's name make a POST
	// a lookup or a login.
	exemptWords  = regexp.MustCompile(`(?i)^(login|logout|signin|oauth2?|token|tokens|jwt|search|searches|quer(y|ies)|status(es)?|inquiry|enquiry|inquire|lookup|list|find|get|fetch|retrieve|read|verify|verification|validate|validation|check|checks|calculate|calculation|quote|quotes|estimate|preview|simulate|report|reports|statement|statements|statistics|stats|history|webhooks?|webhook-endpoints|hooks?|health|ping|log|logs|metrics|files?|upload|uploads|templates?|autocomplete|introspect|revoke|exchange|rates?|availability|eligibility|session-token|client-token|authenticate|authentication|detail|details|info|sign|captcha|siteverify)$`)
	exemptSuffix = regexp.MustCompile(`(?i)(query|status|inquiry|search|token|lookup|verify)$`)
	// updateWords are objects that no money moves with.
	updateWords = regexp.MustCompile(`(?i)^(customers?|subscriptions?|metadata|cards?|beneficiar(y|ies)|recipients?|mandates?|accounts?|payers?|vault|sources?|disputes?|evidence|cancel|cancels?|cancellation|cancelled|canceled|void|voids?|expire|close|closed|reject|update|edit|modify|setup|methods?)$`)
	// adminWords are objects that may be created or changed twice.
	adminWords = regexp.MustCompile(`(?i)^(plans?|products?|prices?|coupons?|promotions?|address(es)?|persons?|users?|members?|profiles?|settings?|config|contacts?|items?|tax|taxes|branding|tracking|trackers?|comments?|notes?|remind|reminders?|send|resend|otp|notify|notification|archive|domains?|emails?|deactivate|activate|enable|disable|submit|assign|unassign|preferences?|tags?|schedules?|limits?|partners?|partner-referrals|merchants?|terminals?|devices?|shops?|stores?|pages?|splits?|organi[sz]ations?|add|remove)$`)
	// sendable is what is money when it is sent: an invoice is mail.
	sendable     = regexp.MustCompile(`(?i)^(payments?|payouts?|transfers?|money|funds?|refunds?)$`)
	updateSuffix = regexp.MustCompile(`(?i)(recipient|customer|account|product|beneficiary|merchant)s?$`)
	moneyWords   = regexp.MustCompile(`(?i)^(pay|paid|payments?|charges?|charged?|refunds?|refunded|captures?|payouts?|transfers?|settle|settlements?|withdraw|withdrawals?|deposits?|topups?|debits?|credits?|authoriz(e|ation|ations)|authoris(e|ation|ations)|checkouts?|invoices?|orders?|donat(e|ions?)|transactions?|purchases?|sales?|disburse|disbursements?|reversals?|preauth|intents?|sessions?|unifiedorder|snap|bookings?|remit|remittances?|wires?|billing|billings|subscriptions?|wallets?|boletos?|pix)$`)
	// upkeepWord in a function's name makes it one for operators and tests.
	upkeepWord  = regexp.MustCompile(`(?i)^(purge|reset|truncate|seed|cleanup|migrate|simulate)$`)
	notifyWords = regexp.MustCompile(`(?i)(notif|callback|webhook|hook|alert|event|publish|broadcast|message)`)
	graphQLRE   = regexp.MustCompile(`(?i)graphql|gql`)
	mutationRE  = regexp.MustCompile(`(?i)\bmutation\b`)
)

func notifies(name string) bool { return notifyWords.MatchString(name) }

// pathSegments returns the segments of the path in a constant piece of a URL.
func pathSegments(text string) []string {
	if _, rest, ok := strings.Cut(text, "://"); ok {
		if _, rest, ok = strings.Cut(rest, "/"); !ok {
			return nil
		}
		text = rest
	} else if !strings.Contains(text, "/") {
		if strings.ContainsAny(text, " .:%?=&") {
			return nil
		}
	}
	text, _, _ = strings.Cut(text, "?")
	var out []string
	for _, seg := range strings.Split(text, "/") {
		if seg != "" && !strings.ContainsAny(seg, " ") {
			out = append(out, seg)
		}
	}
	return out
}

// providerOf names the provider by the URL's host, or by a name around it.
func providerOf(d *Desc) string {
	for _, text := range d.URL.Literals() {
		if h, ok := provider.HostOfURL(text); ok {
			return h.Provider
		}
	}
	for _, name := range append(urlNames(d), d.Names...) {
		for _, w := range naming.Words(name) {
			if _, ok := provider.MechanismOf(w); ok && !commonWords[w] {
				return w
			}
		}
	}
	return ""
}

// commonWords are providers' names that are everyday words.
var commonWords = map[string]bool{"checkout": true, "square": true, "column": true, "wise": true, "increase": true, "token": true, "volt": true, "nexi": true}

// Context judges whether a request is in payment context (SPEC 3.1), and what
// it does.
func (w *Words) Context(s *Send) Context { return w.ContextOf(&s.Desc) }

// ContextOf is [Words.Context] for a description.
func (w *Words) ContextOf(d *Desc) Context {
	if d.Local {
		return Context{Payment: slices.ContainsFunc(d.Names, w.names.PaymentWord), Op: Money}
	}
	if d.Kind == SDK {
		op := sdkOp(d.Callee)
		if d.Harmless {
			op = Update
		}
		return Context{Payment: true, Sure: true, Op: op}
	}
	if d.Unseen {
		return Context{Payment: true, Sure: true, Op: Money}
	}
	if d.Kind != SDK && chats(d) {
		return Context{}
	}
	var c Context
	var segments []string
	opaque := true
	for _, text := range d.URL.Literals() {
		if host := provider.HostInURL(text); host != "" {
			if provider.IsNonPaymentHost(host) {
				return Context{}
			}
			if _, ok := w.hosts.Of(host); ok {
				c.Payment, c.Sure, c.Host = true, true, host
			}
		}
		for _, seg := range pathSegments(text) {
			if !genericSegment.MatchString(seg) {
				segments, opaque = append(segments, seg), false
			}
		}
	}
	fn := ""
	if len(d.Names) > 0 {
		fn = d.Names[0]
	}
	amount := slices.Contains(d.Payload, amountPayload)
	for _, seg := range segments {
		if w.names.PaymentWord(seg) || amount && naming.AuthorizeWord(seg) {
			c.Payment, c.Sure = true, true
		}
	}
	for i, name := range d.Names {
		if w.names.PaymentWord(name) {
			c.Payment = true
			c.Sure = c.Sure || opaque && i == 0
		}
	}
	for _, name := range d.Payload {
		if w.names.PaymentWord(name) {
			c.Payment = true
		}
	}
	c.Op = w.op(d, fn, segments, c.Host != "")
	return c
}

// chats reports whether a request goes to people, by its function's name or a
// segment of its path.
func chats(d *Desc) bool {
	texts := d.URL.Literals()
	if len(d.Names) > 0 {
		texts = append(texts, d.Names[0])
	}
	for _, text := range texts {
		for _, seg := range append(pathSegments(text), text) {
			if strings.ContainsAny(seg, "/ ") {
				continue
			}
			for _, w := range naming.Words(seg) {
				switch w {
				case "whatsapp", "whats", "telegram", "slack", "discord", "sms", "fcm", "email", "emails":
					return true
				}
			}
		}
	}
	return false
}

// op classifies an operation by the last named segment of the path, else by
// the function's name.
func (w *Words) op(d *Desc, fn string, segments []string, atProvider bool) Op {
	if isGraphQL(d) && !isMutation(d.Texts) {
		return NoOp
	}
	words := naming.Words(fn)
	if len(words) > 0 && exemptVerb.MatchString(words[0]) {
		return NoOp
	}
	if slices.ContainsFunc(words, upkeepWord.MatchString) {
		return Admin
	}
	if len(segments) > 0 {
		last := segments[len(segments)-1]
		if exemptWords.MatchString(last) || exemptSuffix.MatchString(last) {
			return NoOp
		}
		for _, word := range naming.Words(last) {
			if word == "status" || word == "query" || word == "search" || word == "inquiry" || word == "webhook" || word == "webhooks" {
				return NoOp
			}
		}
		for i := len(segments) - 1; i >= 0; i-- {
			parts := naming.Words(segments[i])
			for _, word := range parts {
				switch {
				case len(parts) > 1 && (word == "session" || word == "sessions") && !w.names.PaymentWord(segments[i]):
					continue // of a terminal, a user
				case updateWords.MatchString(word) || updateSuffix.MatchString(word):
					return Update
				case word == "send" && i > 0 && sendable.MatchString(segments[i-1]):
					return patched(d, Money)
				case adminWords.MatchString(word):
					if d.Method() == "PATCH" && slices.ContainsFunc(segments[:i], w.names.PaymentWord) {
						return Update // the metadata of an order
					}
					return Admin
				case moneyWords.MatchString(word) || w.names.PaymentWord(word):
					return patched(d, Money)
				}
			}
			if w.names.PaymentWord(segments[i]) {
				return patched(d, Money)
			}
		}
		if notifies(last) {
			return Notify
		}
	}
	for _, name := range append([]string{fn}, urlNames(d)...) {
		if notifies(name) {
			return Notify
		}
	}
	for _, word := range words {
		if exemptWords.MatchString(word) && word != "get" && word != "check" && word != "hook" {
			return NoOp
		}
	}
	for _, word := range words {
		switch {
		case updateWords.MatchString(word):
			return Update
		case moneyWords.MatchString(word) || w.names.PaymentWord(word):
			return patched(d, Money)
		}
	}
	if !atProvider {
		return Admin // in a package about payments, but no word for one itself
	}
	return Update
}

// patched lowers a PATCH: it changes what exists already.
func patched(d *Desc, op Op) Op {
	if d.Method() == "PATCH" {
		return Update
	}
	return op
}

var exemptVerb = regexp.MustCompile(`(?i)^(get|find|fetch|list|query|search|lookup|check|verify|validate|is|has|load|read|retrieve|inquire|inquiry|login|authenticate|calculate|estimate|quote|preview|log|track|report|poll|wait|parse|decode|test|ping|health|sync|export|index|download|upload)$`)

func isGraphQL(d *Desc) bool {
	return slices.ContainsFunc(d.URL.Literals(), graphQLRE.MatchString)
}

func isMutation(texts []string) bool {
	for _, t := range texts {
		if mutationRE.MatchString(t) {
			return true
		}
	}
	return false
}

// urlNames returns the names of the parameters and fields that a URL comes from.
func urlNames(d *Desc) []string {
	var out []string
	for _, v := range d.URL {
		if v.Kind == FromParam || v.Kind == Other {
			out = append(out, v.Text, v.Path)
		}
	}
	return out
}
