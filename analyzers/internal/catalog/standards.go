package catalog

import "strings"

// Mapping is a control's place in public standards. It helps a reviewer to
// find the right page; it is no claim that a met control fulfils a requirement.
type Mapping struct {
	// CWE are weakness ids, "CWE-295".
	CWE []string
	// ASVS are requirements of OWASP ASVS 5.0.0, "12.3.2".
	ASVS []string
	// PCI are requirements of PCI DSS 4.0.1, "4.2.1".
	PCI []string
	// API are risks of the OWASP API Security Top 10 (2023), "API8".
	API []string
}

// Standard is one list that controls are mapped to.
type Standard struct {
	Name string
	// Verified is true when the ids were read from the standard's own
	// publication; the others come from secondary material.
	Verified bool
	IDs      func(Mapping) []string
	// URL is the address of an id, "" when the standard has no page per id.
	URL func(id string) string
}

// Standards are the standards in the order of the report.
var Standards = []Standard{
	{
		Name: "CWE", IDs: func(m Mapping) []string { return m.CWE },
		URL: func(id string) string {
			return "https://cwe.mitre.org/data/definitions/" + strings.TrimPrefix(id, "CWE-") + ".html"
		},
	},
	{Name: "OWASP ASVS 5.0.0", Verified: true, IDs: func(m Mapping) []string { return m.ASVS }, URL: noPage},
	{Name: "PCI DSS 4.0.1", IDs: func(m Mapping) []string { return m.PCI }, URL: noPage},
	{Name: "OWASP API Top 10 2023", IDs: func(m Mapping) []string { return m.API }, URL: noPage},
}

func noPage(string) string { return "" }

// APIRisks are the names of the OWASP API Security Top 10 (2023).
var APIRisks = map[string]string{
	"API1":  "Broken Object Level Authorization",
	"API2":  "Broken Authentication",
	"API3":  "Broken Object Property Level Authorization",
	"API4":  "Unrestricted Resource Consumption",
	"API5":  "Broken Function Level Authorization",
	"API6":  "Unrestricted Access to Sensitive Business Flows",
	"API7":  "Server Side Request Forgery",
	"API8":  "Security Misconfiguration",
	"API9":  "Improper Inventory Management",
	"API10": "Unsafe Consumption of APIs",
}
