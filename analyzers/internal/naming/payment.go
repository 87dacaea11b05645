package naming

// paymentWords put a name in payment context (SPEC 3.1). Plurals are found by
// [singular]; forms that are words of their own are listed.
const paymentWords = `payment pay charge refund capture payout transfer checkout invoice settle settlement billing
	order subscription wallet topup withdraw withdrawal deposit chargeback donation ledger`

// paymentPairs are payment words written as two.
var paymentPairs = map[string]string{
	"top up": "topup", "pay out": "payout", "charge back": "chargeback", "check out": "checkout", "pay ment": "payment",
}

// notPayment lists, per payment word, the neighbours that give it another
// meaning; a word counts only when none of them is in the name.
var notPayment = map[string]map[string]bool{
	"pay":    set("load loads attention"),
	"charge": set("battery batteries level ev vehicle electric electrical ion nuclear wireless station charger chargers"),
	"capture": set(`screen screenshot packet packets pcap group groups regex regexp stdout stderr output video frame audio image
		camera motion exception message stack stacktrace panic breadcrumb sentry event events mouse keyboard key log logs trace traces
		closure variable snapshot profile heap error errors err web page argument arguments`),
	"transfer": set(`encoding file files ftp sftp scp zone protocol syntax data function knowledge learning speed rate
		download upload bytes chunked heat style dns axfr leader leadership ownership`),
	"checkout": set("git repo repository branch commit ref worktree scm tag sha submodule source clone"),
	"order": set(`by sort sorted sorting byte bytes endian column columns asc desc descending ascending pre level topological topo
		alphabetical display tab z index lexical lexicographic reverse in out bit execution direction field fields import imports
		row rows insertion natural stacking draw render menu`),
	"settle":       set("promise promises dust down"),
	"subscription": set("pubsub topic topics nats kafka redis graphql websocket ws channel queue amqp mqtt sse azure push newsletter gcp sns"),
	"wallet":       set("connect"),
	"withdraw":     set("consent"),
	"deposit":      set("swift dspace"),
	"ledger":       set("hyper hyperledger nano hardware"),
}

// affixes are what payment words are glued to in lower-case package and route
// names: paymentservice, stripepayments, ordersvc.
var affixes = set(`service services svc handler handlers api apis client clients gateway gateways provider providers repo
	repos repository repositories store stores model models controller controllers usecase usecases uc server servers srv core
	processing processor processors manager db http grpc rest webhook webhooks module domain entity entities dto app
	stripe paypal adyen mollie midtrans razorpay xendit square braintree pg id intent intents method methods link links
	request response req resp hook hooks worker status callback notify sdk page lib util utils pb proto v1 v2`)

// PaymentWord reports whether name contains a payment word of the default list
// as a whole word, and none of the neighbours that give it another meaning.
// authorize is left to [AuthorizeWord].
func PaymentWord(name string) bool { return defaultNames.PaymentWord(name) }

var defaultNames = New(nil)

// PaymentWord reports whether an identifier, package name, route or path
// contains a payment word as a whole word (plurals included): ChargeCard,
// refund_id, /v1/payment-intents, paymentservice; but not recharge, orderBy,
// TransferEncoding, batteryCharge, gitCheckout.
func (n *Names) PaymentWord(name string) bool {
	if v, ok := n.payable.Load(name); ok {
		return v.(bool)
	}
	v := n.paymentWord(Words(name))
	n.payable.Store(name, v)
	return v
}

func (n *Names) paymentWord(words []string) bool {
	for i, w := range words {
		base, ok := n.paymentBase(w)
		if !ok && i+1 < len(words) {
			base, ok = paymentPairs[w+" "+words[i+1]], false
			ok = base != "" && n.payment[base]
		}
		if !ok {
			if i == 0 && len(words) > 1 && authorizes[w] && hasWord(words, amountWords) && n.payment["payment"] {
				return true
			}
			continue
		}
		if !otherMeaning(base, words, i) {
			return true
		}
	}
	return false
}

// paymentBase finds the payment word that w is, inflects or is glued to.
func (n *Names) paymentBase(w string) (string, bool) {
	if n.payment[w] {
		return w, true
	}
	if s := singular(w); n.payment[s] {
		return s, true
	}
	for i := 3; i <= len(w)-2; i++ {
		a, b := w[:i], w[i:]
		for _, c := range [...][2]string{{a, b}, {b, a}} {
			base := singular(c[0])
			// "pay" glued to something is too short to be sure of (payload).
			if len(base) > 3 && n.payment[base] && affixes[c[1]] {
				return base, true
			}
		}
	}
	return "", false
}

// otherMeaning reports whether a neighbour of words[i] takes the payment sense away.
func otherMeaning(base string, words []string, i int) bool {
	not := notPayment[base]
	for k := max(0, i-2); k < len(words) && k <= i+2; k++ {
		if k == i || !not[words[k]] {
			continue
		}
		if words[k] == "by" && i > 0 && finds[words[i-1]] {
			continue // GetOrderByID
		}
		return true
	}
	return false
}

// finds are verbs before "order by": the order is found by something, not sorted.
var finds = set("get find fetch load lookup retrieve delete update cancel read query list count")

var (
	authorizes  = set("authorize authorise authorized authorised authorization")
	amountWords = set("amount payment card money cents capture total price")
)

// AuthorizeWord reports whether the name says authorize, which is about money
// only where an amount is authorized: callers look for an amount.
func AuthorizeWord(name string) bool {
	for _, w := range Words(name) {
		if authorizes[w] || authorizes[singular(w)] {
			return true
		}
	}
	return false
}
