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
	// Critical controls block go-live.
	Critical bool
	// Checks can show a violation. Some are planned and not in [Checks] yet.
	Checks []string
	// Evidence says that code can also show that the control is met.
	Evidence bool
	// Attest says that a person has to vouch for (part of) the control.
	Attest bool
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
	{ID: "COM-1", Section: SecureCommunication, Title: "All API traffic uses HTTPS with TLS 1.2 or newer", Critical: true, Checks: []string{"tlsversion", "plainhttp"}, Evidence: true},
	{ID: "COM-2", Section: SecureCommunication, Title: "Certificate validation is on and cannot be bypassed", Critical: true, Checks: []string{"certverify"}, Evidence: true},
	{ID: "COM-3", Section: SecureCommunication, Title: "Every request to the provider is authenticated", Critical: true, Checks: []string{"requestauth"}, Evidence: true},
	{ID: "COM-4", Section: SecureCommunication, Title: "Message integrity (HMAC, signature) is checked and enforced", Critical: true, Checks: []string{"messageauth"}, Evidence: true},
	{ID: "COM-5", Section: SecureCommunication, Title: "Responses are validated before they are processed", Critical: true, Checks: []string{"responsecheck"}, Evidence: true},
	{ID: "COM-6", Section: SecureCommunication, Title: "Webhook payloads are decrypted before use", Critical: true, Checks: []string{"webhookauth"}, Evidence: true},
	{ID: "COM-7", Section: SecureCommunication, Title: "Webhooks are checked for authenticity and integrity", Critical: true, Checks: []string{"webhookauth"}, Evidence: true},
	{ID: "DAT-1", Section: DataProtection, Title: "Sensitive payment data is not stored by the merchant", Critical: true, Checks: []string{"sensitivestore"}},
	{ID: "DAT-2", Section: DataProtection, Title: "Sensitive data is not logged or sent to monitoring", Critical: true, Checks: []string{"sensitivelog"}, Evidence: true},
	{ID: "DAT-3", Section: DataProtection, Title: "Hosted payment pages or fields keep card data off the server", Checks: []string{"carddata"}, Evidence: true},
	{ID: "DAT-4", Section: DataProtection, Title: "Tokens are used for recurring and later payments", Checks: []string{"carddata"}, Evidence: true},
	{ID: "DAT-5", Section: DataProtection, Title: "Tokens are stored securely and treated as sensitive", Critical: true, Checks: []string{"sensitivestore", "tokenexposure"}},
	{ID: "DAT-6", Section: DataProtection, Title: "Logs and debugging tools reveal nothing confidential", Checks: []string{"sensitivelog", "debugexposure"}},
	{ID: "TRU-1", Section: TrustBoundaries, Title: "External input is untrusted until validated", Critical: true, Checks: []string{"untrustedstate", "untrustedamount"}},
	{ID: "TRU-2", Section: TrustBoundaries, Title: "API responses are validated before they are processed", Critical: true, Checks: []string{"responsecheck"}, Evidence: true},
	{ID: "TRU-3", Section: TrustBoundaries, Title: "Webhooks are decrypted, validated and correlated with a known transaction", Critical: true, Checks: []string{"webhookauth"}, Evidence: true},
	{ID: "TRU-4", Section: TrustBoundaries, Title: "Client-side input such as return URLs is no authority on the outcome", Critical: true, Checks: []string{"untrustedstate"}},
	{ID: "TRU-5", Section: TrustBoundaries, Title: "Transaction state never changes on external input alone", Critical: true, Checks: []string{"untrustedstate"}},
	{ID: "TRU-6", Section: TrustBoundaries, Title: "Inputs are validated for structure, consistency and authenticity", Critical: true, Checks: []string{"untrustedamount", "untrustedstate"}},
	{ID: "TXN-1", Section: TransactionIntegrity, Title: "Operations are idempotent and protected against duplication", Critical: true, Checks: []string{"idempotency"}, Evidence: true},
	{ID: "TXN-2", Section: TransactionIntegrity, Title: "Duplicate requests and events are detected and handled", Critical: true, Checks: []string{"webhookdedup"}, Evidence: true},
	{ID: "TXN-3", Section: TransactionIntegrity, Title: "Retries are implemented and state-aware", Critical: true, Checks: []string{"unsaferetry"}, Evidence: true},
	{ID: "TXN-4", Section: TransactionIntegrity, Title: "The transaction's status is verified before a retry", Critical: true, Checks: []string{"unsaferetry"}, Evidence: true},
	{ID: "TXN-5", Section: TransactionIntegrity, Title: "Operations are applied in a consistent, valid order", Checks: []string{"atomicity"}},
	{ID: "TXN-6", Section: TransactionIntegrity, Title: "Late and out-of-order events are handled", Checks: []string{"statetransition"}},
	{ID: "TXN-7", Section: TransactionIntegrity, Title: "State transitions follow the expected lifecycle", Critical: true, Checks: []string{"statetransition"}, Evidence: true},
	{ID: "TXN-8", Section: TransactionIntegrity, Title: "Operations can be correlated and traced", Checks: []string{"correlation"}, Evidence: true},
	{ID: "OPS-1", Section: Operations, Title: "Access is least-privilege", Critical: true, Checks: []string{"adminexposure"}, Attest: true},
	{ID: "OPS-2", Section: Operations, Title: "Administrative access is limited, monitored, auditable", Critical: true, Checks: []string{"adminexposure"}, Attest: true},
	{ID: "OPS-3", Section: Operations, Title: "Credentials are stored securely (vault)", Critical: true, Checks: []string{"hardcodedsecret"}, Evidence: true, Attest: true},
	{ID: "OPS-4", Section: Operations, Title: "No secrets in code, configuration or logs", Critical: true, Checks: []string{"hardcodedsecret", "sensitivelog"}},
	{ID: "OPS-5", Section: Operations, Title: "Credentials are rotated", Attest: true},
	{ID: "OPS-6", Section: Operations, Title: "Environments are strictly separated", Critical: true, Checks: []string{"envmix"}},
	{ID: "OPS-7", Section: Operations, Title: "No production data outside production", Critical: true, Checks: []string{"envmix"}},
	{ID: "OPS-8", Section: Operations, Title: "Configuration changes are controlled, reviewed, tested", Attest: true},
	{ID: "OPS-9", Section: Operations, Title: "Operations are monitored, logged, traceable", Checks: []string{"correlation"}, Attest: true},
	{ID: "OPS-10", Section: Operations, Title: "Security events are detected and handled", Checks: []string{"webhookauth"}, Attest: true},
	{ID: "FIN-1", Section: FinalValidation, Title: "Controls are enforced alike in all environments", Critical: true, Checks: []string{"envmix"}},
	{ID: "FIN-2", Section: FinalValidation, Title: "No business logic runs on unvalidated data", Critical: true, Checks: []string{"webhookauth", "untrustedstate"}},
	{ID: "FIN-3", Section: FinalValidation, Title: "Flows were tested under failure and retry", Evidence: true, Attest: true},
	{ID: "FIN-4", Section: FinalValidation, Title: "Monitoring and alerting are active and verified", Attest: true},
	{ID: "FIN-5", Section: FinalValidation, Title: "Credentials and configuration are production-ready", Critical: true, Checks: []string{"hardcodedsecret", "envmix"}},
}
