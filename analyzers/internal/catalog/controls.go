package catalog

// Section groups controls as the checklist does.
type Section string

const (
	SecureCommunication  Section = "Secure communication"
	DataProtection       Section = "Data protection"
	TrustBoundaries      Section = "Trust boundaries"
	TransactionIntegrity Section = "Transaction integrity"
	Operations           Section = "Operational controls"
	FinalValidation      Section = "Final validation"
)

// Sections are the sections in the order of the checklist.
var Sections = []Section{SecureCommunication, DataProtection, TrustBoundaries, TransactionIntegrity, Operations, FinalValidation}

// Control is one line of the go-live checklist.
type Control struct {
	// ID is a section prefix and a number, "COM-2".
	ID      string
	Section Section
	// Title is the control in one sentence, without a final period.
	Title string
	// HowTo says in a sentence or two how code or a team meets the control.
	HowTo string
	// Critical controls block go-live.
	Critical bool
	// Checks can show a violation. Some are planned and not in [Checks] yet.
	Checks []string
	// Evidence says that code can also show that the control is met.
	Evidence bool
	// Attest says that a person has to vouch for (part of) the control.
	Attest bool
	// Standards is the control's place in public standards.
	Standards Mapping
}

// ControlByID returns the control with that id.
func ControlByID(id string) (Control, bool) {
	for _, c := range Controls {
		if c.ID == id {
			return c, true
		}
	}
	return Control{}, false
}

// Controls are the 42 controls in order.
var Controls = []Control{
	{
		ID: "COM-1", Section: SecureCommunication, Critical: true,
		Title:  "API traffic travels over HTTPS with TLS 1.2 or newer",
		HowTo:  "Use https:// for every provider and webhook URL and leave tls.Config.MinVersion unset on a current Go version, or set it to tls.VersionTLS12 or higher.",
		Checks: []string{"tlsversion", "plainhttp"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-319", "CWE-326", "CWE-327", "CWE-757"}, ASVS: []string{"12.1.1", "12.2.1", "12.3.1", "12.3.3"}, PCI: []string{"4.2.1"}, API: []string{"API8"}},
	},
	{
		ID: "COM-2", Section: SecureCommunication, Critical: true,
		Title:  "Server certificates are validated and nothing can switch that off",
		HowTo:  "Leave InsecureSkipVerify out. For a private authority set RootCAs; for pinning verify the chain in VerifyConnection and return an error when it does not fit.",
		Checks: []string{"certverify"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-295", "CWE-296", "CWE-297"}, ASVS: []string{"12.3.2", "12.3.4"}, PCI: []string{"4.2.1"}, API: []string{"API8", "API10"}},
	},
	{
		ID: "COM-3", Section: SecureCommunication, Critical: true,
		Title:  "Requests to the provider carry valid credentials",
		HowTo:  "Set the provider's authentication in one place (a client or RoundTripper) so that no call can be built without it; treat 401 and 403 as permanent errors.",
		Checks: []string{"requestauth"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-306", "CWE-287", "CWE-522"}, ASVS: []string{"13.2.1", "13.2.3", "4.1.5"}, API: []string{"API2"}},
	},
	{
		ID: "COM-4", Section: SecureCommunication, Critical: true,
		Title:  "Signatures and MACs over messages are checked, and a failed check stops the request",
		HowTo:  "Compute the MAC over the bytes as received, compare with hmac.Equal, refuse an empty key, and return before anything happens when the check fails.",
		Checks: []string{"messageauth"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-345", "CWE-347", "CWE-353", "CWE-354"}, ASVS: []string{"4.1.5", "9.1.1", "11.3.3"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "COM-5", Section: SecureCommunication, Critical: true,
		Title:  "A provider's response is checked before the program acts on it",
		HowTo:  "Look at the error, then the HTTP status, then the status field of the body; only then use what it says.",
		Checks: []string{"responsecheck"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-252", "CWE-754", "CWE-345"}, ASVS: []string{"2.2.1", "2.2.3", "15.3.5"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "COM-6", Section: SecureCommunication, Critical: true,
		Title:  "Encrypted webhook bodies are decrypted with authentication before use",
		HowTo:  "Decrypt with an AEAD (cipher.AEAD.Open with the provider's IV and tag) and reject the request when Open fails.",
		Checks: []string{"webhookauth"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-327", "CWE-353", "CWE-329", "CWE-323"}, ASVS: []string{"11.3.1", "11.3.2", "11.3.3", "11.3.4", "11.4.1"}, PCI: []string{"4.2.1"}, API: []string{"API8"}},
	},
	{
		ID: "COM-7", Section: SecureCommunication, Critical: true,
		Title:  "Webhooks are proven to come from the provider, unaltered",
		HowTo:  "Call the SDK's verifier, or check the signature over the raw body, first thing in the handler or in a middleware of its route, without any switch that skips it.",
		Checks: []string{"webhookauth"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-345", "CWE-347", "CWE-294"}, ASVS: []string{"4.1.5", "9.1.1", "9.2.1"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "DAT-1", Section: DataProtection, Critical: true,
		Title:     "Card numbers, security codes and similar data are not stored",
		HowTo:     "Store the provider's token, the last four digits and the brand; never the security code, not even encrypted.",
		Checks:    []string{"sensitivestore"},
		Standards: Mapping{CWE: []string{"CWE-312", "CWE-311", "CWE-922", "CWE-359"}, ASVS: []string{"14.1.1", "14.2.4", "14.2.6", "14.2.7"}, PCI: []string{"3.2.1", "3.3.1", "3.3.2", "3.5.1", "3.5.1.1"}, API: []string{"API3"}},
	},
	{
		ID: "DAT-2", Section: DataProtection, Critical: true,
		Title:  "Card data and credentials do not reach logs, traces, metrics or error reports",
		HowTo:  "Log ids and masked values; give types with sensitive fields a LogValue/String/MarshalJSON that redacts; never log whole requests, responses or headers.",
		Checks: []string{"sensitivelog"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-532", "CWE-117", "CWE-359"}, ASVS: []string{"16.2.5", "14.2.3", "16.4.1"}, PCI: []string{"3.3.1", "3.4.1", "3.5.1"}, API: []string{"API3", "API8"}},
	},
	{
		ID: "DAT-3", Section: DataProtection,
		Title:  "Hosted pages or fields keep card data away from the server",
		HowTo:  "Let the provider's page, iframe or mobile SDK collect the card; the server sees a token or a session id only.",
		Checks: []string{"carddata"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-359", "CWE-311"}, ASVS: []string{"14.1.1", "14.2.4"}, PCI: []string{"3.2.1", "6.4.3"}, API: []string{"API3"}},
	},
	{
		ID: "DAT-4", Section: DataProtection,
		Title:  "Later and recurring payments use tokens",
		HowTo:  "Keep the provider's payment-method or mandate id from the first payment and charge that.",
		Checks: []string{"carddata"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-522", "CWE-312"}, ASVS: []string{"14.2.4", "13.3.1"}, PCI: []string{"3.5.1", "3.6.1"}, API: []string{"API2"}},
	},
	{
		ID: "DAT-5", Section: DataProtection, Critical: true,
		Title:     "Payment tokens are stored safely and handled like secrets",
		HowTo:     "Encrypt the token column, restrict who can read it, leave it out of logs, URLs and API responses.",
		Checks:    []string{"sensitivestore", "tokenexposure"},
		Standards: Mapping{CWE: []string{"CWE-522", "CWE-312", "CWE-598", "CWE-613"}, ASVS: []string{"14.2.1", "14.2.4", "13.3.1"}, PCI: []string{"3.5.1", "3.6.1"}, API: []string{"API2"}},
	},
	{
		ID: "DAT-6", Section: DataProtection,
		Title:     "Logs, error answers and debugging tools reveal nothing confidential",
		HowTo:     "Answer with a generic message and an id; keep clients' debug switches, pprof and dump handlers out of production builds.",
		Checks:    []string{"sensitivelog", "debugexposure"},
		Standards: Mapping{CWE: []string{"CWE-209", "CWE-200", "CWE-201", "CWE-497"}, ASVS: []string{"16.5.1", "14.2.6", "15.3.1", "13.4.2"}, PCI: []string{"6.2.4", "3.4.1"}, API: []string{"API3", "API8"}},
	},
	{
		ID: "TRU-1", Section: TrustBoundaries, Critical: true,
		Title:     "Input from outside is untrusted until validated",
		HowTo:     "Validate at the edge; look prices, amounts and states up in your own records by id instead of taking them from the request.",
		Checks:    []string{"untrustedstate", "untrustedamount"},
		Standards: Mapping{CWE: []string{"CWE-20", "CWE-807", "CWE-501"}, ASVS: []string{"2.2.1", "2.2.2", "2.2.3"}, PCI: []string{"6.2.4"}, API: []string{"API10", "API3"}},
	},
	{
		ID: "TRU-2", Section: TrustBoundaries, Critical: true,
		Title:  "API responses are validated before business logic uses them",
		HowTo:  "Compare amount, currency and reference of the provider's object with the stored order before fulfilling it.",
		Checks: []string{"responsecheck"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-20", "CWE-252", "CWE-754"}, ASVS: []string{"2.2.1", "2.2.3", "15.3.5"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "TRU-3", Section: TrustBoundaries, Critical: true,
		Title:  "Webhooks are decrypted, validated and matched with a known transaction",
		HowTo:  "After verification find the order by the stored provider id, and compare amount and currency before marking it paid.",
		Checks: []string{"webhookauth"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-345", "CWE-20", "CWE-472"}, ASVS: []string{"2.2.2", "2.2.3", "2.3.1"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "TRU-4", Section: TrustBoundaries, Critical: true,
		Title:     "Return URLs and other client input never decide how a payment ended",
		HowTo:     "On return, show a page from the stored state; take the outcome from a verified webhook or by fetching the payment from the provider.",
		Checks:    []string{"untrustedstate"},
		Standards: Mapping{CWE: []string{"CWE-602", "CWE-807", "CWE-639", "CWE-601"}, ASVS: []string{"2.2.2", "2.3.1"}, PCI: []string{"6.2.4"}, API: []string{"API6", "API1"}},
	},
	{
		ID: "TRU-5", Section: TrustBoundaries, Critical: true,
		Title:     "A transaction never changes state on outside input alone",
		HowTo:     "Write a state only after verification or a server-side fetch, never a value copied from a request.",
		Checks:    []string{"untrustedstate"},
		Standards: Mapping{CWE: []string{"CWE-807", "CWE-472", "CWE-345", "CWE-915"}, ASVS: []string{"2.2.2", "2.3.1", "15.3.3"}, PCI: []string{"6.2.4"}, API: []string{"API6", "API3"}},
	},
	{
		ID: "TRU-6", Section: TrustBoundaries, Critical: true,
		Title:     "Inputs are checked for shape, consistency and origin",
		HowTo:     "Bind requests into a type that holds only what a client may send, validate it, and copy field by field into the model.",
		Checks:    []string{"untrustedamount", "untrustedstate"},
		Standards: Mapping{CWE: []string{"CWE-20", "CWE-472", "CWE-915"}, ASVS: []string{"2.2.1", "2.2.3", "15.3.3"}, PCI: []string{"6.2.4"}, API: []string{"API3", "API10"}},
	},
	{
		ID: "TXN-1", Section: TransactionIntegrity, Critical: true,
		Title:  "Operations are idempotent: a repeated request has no second effect",
		HowTo:  "Create one idempotency key per operation, store it before the first attempt and send the same key with every retry.",
		Checks: []string{"idempotency"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-837", "CWE-799", "CWE-362"}, ASVS: []string{"2.3.3", "2.3.4", "15.4.2"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-2", Section: TransactionIntegrity, Critical: true,
		Title:  "Duplicate requests and events are recognised",
		HowTo:  "Store the event id under a unique constraint in the transaction that applies the event; acknowledge duplicates without acting.",
		Checks: []string{"webhookdedup"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-837", "CWE-294", "CWE-799"}, ASVS: []string{"2.3.1", "2.3.4"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-3", Section: TransactionIntegrity, Critical: true,
		Title:  "Retries exist, are bounded, and know what failed",
		HowTo:  "Retry timeouts and 5xx with back-off and a limit; stop on declines, validation errors and other permanent answers.",
		Checks: []string{"unsaferetry"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-837", "CWE-755", "CWE-835"}, ASVS: []string{"2.3.3", "16.5.2", "16.5.3", "13.2.6"}, PCI: []string{"6.2.4"}, API: []string{"API6", "API4"}},
	},
	{
		ID: "TXN-4", Section: TransactionIntegrity, Critical: true,
		Title:  "An unknown outcome is looked up before the operation is sent again",
		HowTo:  "After a timeout ask the provider for the payment by your reference; send again only if it is not there, with the same key.",
		Checks: []string{"unsaferetry"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-837", "CWE-755"}, ASVS: []string{"2.3.3", "16.5.2"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-5", Section: TransactionIntegrity,
		Title:     "Operations are applied in a consistent, valid order",
		HowTo:     "Change state and write the ledger in one database transaction; publish after commit (outbox).",
		Checks:    []string{"atomicity"},
		Standards: Mapping{CWE: []string{"CWE-841", "CWE-367", "CWE-362"}, ASVS: []string{"2.3.1", "2.3.3", "15.4.1", "15.4.2"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-6", Section: TransactionIntegrity,
		Title:     "Late and out-of-order events do no harm",
		HowTo:     "Compare the event's time or version with the stored one and ignore what is older, or fetch the current object.",
		Checks:    []string{"statetransition"},
		Standards: Mapping{CWE: []string{"CWE-841", "CWE-372"}, ASVS: []string{"2.3.1", "15.4.2"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-7", Section: TransactionIntegrity, Critical: true,
		Title:  "State changes follow the transaction's life cycle",
		HowTo:  "Keep a table of allowed transitions and write with the expected state in the WHERE clause; check the affected rows.",
		Checks: []string{"statetransition"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-841", "CWE-367", "CWE-362", "CWE-372"}, ASVS: []string{"2.3.1", "2.3.3", "15.4.1", "15.4.2", "15.4.3"}, PCI: []string{"6.2.4"}, API: []string{"API6"}},
	},
	{
		ID: "TXN-8", Section: TransactionIntegrity,
		Title:  "Operations can be correlated and traced",
		HowTo:  "Log order id, provider id and request id with every operation, and send your reference to the provider.",
		Checks: []string{"correlation"}, Evidence: true,
		Standards: Mapping{CWE: []string{"CWE-778"}},
	},
	{
		ID: "OPS-1", Section: Operations, Critical: true,
		Title:  "Access is limited to what each role needs",
		HowTo:  "Give every service and person its own credentials with the smallest scope; use restricted API keys where the provider has them.",
		Checks: []string{"adminexposure"}, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-250", "CWE-269", "CWE-284"}, API: []string{"API5"}},
	},
	{
		ID: "OPS-2", Section: Operations, Critical: true,
		Title:  "Administrative access is limited, monitored and auditable",
		HowTo:  "Put admin endpoints behind their own authentication and network, and record who did what.",
		Checks: []string{"adminexposure"}, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-306", "CWE-778", "CWE-862"}, API: []string{"API5"}},
	},
	{
		ID: "OPS-3", Section: Operations, Critical: true,
		Title:  "Credentials are kept in a vault or an equivalent",
		HowTo:  "Read secrets at start from a vault or from the environment that one injects; fail to start when one is missing.",
		Checks: []string{"hardcodedsecret"}, Evidence: true, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-798", "CWE-522", "CWE-321"}, ASVS: []string{"13.3.1", "13.3.2", "13.3.4"}, PCI: []string{"8.6.2", "3.6.1"}, API: []string{"API8", "API2"}},
	},
	{
		ID: "OPS-4", Section: Operations, Critical: true,
		Title:     "No secret is found in code, configuration files or logs",
		HowTo:     "Remove literals, rotate whatever was committed, and have a secret scanner guard the repository.",
		Checks:    []string{"hardcodedsecret", "sensitivelog"},
		Standards: Mapping{CWE: []string{"CWE-798", "CWE-259", "CWE-540", "CWE-532"}, ASVS: []string{"13.3.1", "13.2.3", "16.2.5"}, PCI: []string{"8.6.2", "3.4.1"}, API: []string{"API8", "API2"}},
	},
	{
		ID: "OPS-5", Section: Operations,
		Title:     "Credentials are rotated",
		HowTo:     "Rotate on a schedule and on every suspicion; accept old and new webhook secrets during the change.",
		Attest:    true,
		Standards: Mapping{CWE: []string{"CWE-324"}, ASVS: []string{"13.3.4"}, API: []string{"API2"}},
	},
	{
		ID: "OPS-6", Section: Operations, Critical: true,
		Title:     "Test and production environments are strictly separated",
		HowTo:     "Take hosts and keys of one environment from one configuration; refuse to start when they do not fit together.",
		Checks:    []string{"envmix"},
		Standards: Mapping{CWE: []string{"CWE-489", "CWE-1188", "CWE-547"}, ASVS: []string{"13.4.2", "13.2.6"}, PCI: []string{"6.5.3"}, API: []string{"API8", "API9"}},
	},
	{
		ID: "OPS-7", Section: Operations, Critical: true,
		Title:     "Production data stays in production",
		HowTo:     "Use published test cards and generated data in tests; never a copy of the production database.",
		Checks:    []string{"envmix"},
		Standards: Mapping{CWE: []string{"CWE-359", "CWE-1391"}, ASVS: []string{"13.4.2"}, PCI: []string{"6.5.5", "6.5.6"}, API: []string{"API9"}},
	},
	{
		ID: "OPS-8", Section: Operations,
		Title:     "Configuration changes are reviewed, tested and under control",
		HowTo:     "Keep configuration in version control, behind review, with a test that loads it.",
		Attest:    true,
		Standards: Mapping{CWE: []string{"CWE-15"}, API: []string{"API8"}},
	},
	{
		ID: "OPS-9", Section: Operations,
		Title:  "Operations are monitored, logged and traceable",
		HowTo:  "Count, time and log every provider call with its outcome, and keep the logs as long as disputes can come.",
		Checks: []string{"correlation"}, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-778"}},
	},
	{
		ID: "OPS-10", Section: Operations,
		Title:  "Security events are noticed and handled",
		HowTo:  "Log and count rejected webhooks and failed authentication, and alert on them.",
		Checks: []string{"webhookauth"}, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-778", "CWE-223"}},
	},
	{
		ID: "FIN-1", Section: FinalValidation, Critical: true,
		Title:     "Controls hold alike in every environment",
		HowTo:     "No check may depend on the environment's name; let test set-ups use test keys and real verification.",
		Checks:    []string{"certverify", "envmix"},
		Standards: Mapping{CWE: []string{"CWE-489", "CWE-1188", "CWE-636"}, ASVS: []string{"13.4.2", "16.5.3"}, PCI: []string{"6.5.3"}, API: []string{"API8"}},
	},
	{
		ID: "FIN-2", Section: FinalValidation, Critical: true,
		Title:     "Business logic runs on validated data only",
		HowTo:     "Verify and validate first; pass only verified objects to the code that ships, credits or refunds.",
		Checks:    []string{"webhookauth", "untrustedstate"},
		Standards: Mapping{CWE: []string{"CWE-20", "CWE-345", "CWE-807"}, ASVS: []string{"2.2.1", "2.2.2", "2.2.3", "2.3.1"}, PCI: []string{"6.2.4"}, API: []string{"API10", "API6"}},
	},
	{
		ID: "FIN-3", Section: FinalValidation,
		Title:    "Payment flows were tested under failures and retries",
		HowTo:    "Have tests in which the provider answers 5xx, times out, repeats and reorders events, and check the order's state afterwards.",
		Evidence: true, Attest: true,
		Standards: Mapping{CWE: []string{"CWE-754", "CWE-755"}, ASVS: []string{"16.5.2", "16.5.3"}, PCI: []string{"6.2.4"}, API: []string{"API10"}},
	},
	{
		ID: "FIN-4", Section: FinalValidation,
		Title:     "Monitoring and alerts are active and were seen to work",
		HowTo:     "Trigger each alert once before go-live and note who received it.",
		Attest:    true,
		Standards: Mapping{CWE: []string{"CWE-778"}},
	},
	{
		ID: "FIN-5", Section: FinalValidation, Critical: true,
		Title:     "Credentials and configuration are ready for production",
		HowTo:     "No default or fallback credentials, no sandbox hosts, no test keys in what is deployed.",
		Checks:    []string{"hardcodedsecret", "envmix"},
		Standards: Mapping{CWE: []string{"CWE-798", "CWE-1188", "CWE-489"}, ASVS: []string{"13.3.1", "13.2.3", "13.4.2"}, PCI: []string{"6.5.6", "8.6.2"}, API: []string{"API8", "API2"}},
	},
}
