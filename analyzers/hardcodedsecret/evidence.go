package hardcodedsecret

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// vaultCalls are calls that read a secret from a store made for it, by a part
// of the import path and the method.
var vaultCalls = []struct{ pkg, method, store string }{
	{"github.com/hashicorp/vault/api", "Read", "HashiCorp Vault"},
	{"github.com/hashicorp/vault/api", "ReadWithContext", "HashiCorp Vault"},
	{"github.com/hashicorp/vault/api", "Get", "HashiCorp Vault"},
	{"github.com/hashicorp/vault-client-go", "Read", "HashiCorp Vault"},
	{"service/secretsmanager", "GetSecretValue", "AWS Secrets Manager"},
	{"service/secretsmanager", "GetSecretValueWithContext", "AWS Secrets Manager"},
	{"service/ssm", "GetParameter", "AWS Parameter Store"},
	{"service/kms", "Decrypt", "AWS KMS"},
	{"cloud.google.com/go/secretmanager", "AccessSecretVersion", "Google Secret Manager"},
	{"azsecrets", "GetSecret", "Azure Key Vault"},
	{"keyvault", "GetSecret", "Azure Key Vault"},
	{"github.com/infisical/go-sdk", "Retrieve", "Infisical"},
	{"github.com/1password/onepassword-sdk-go", "Resolve", "1Password"},
}

// vaults collects the places that read credentials from where they belong.
func (c *checker) vaults() {
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		switch {
		case ref.Pkg == "os" && (ref.Name == "Getenv" || ref.Name == "LookupEnv"):
			args := ssaflow.Args(call)
			if k, ok := args[0].(*ssa.Const); ok && k.Value != nil {
				if name, ok := ssavalue.ConstString(k); ok && c.secretName(name) == isSecret {
					c.evidence(call, "read from the environment: "+name, "OPS-4")
				}
			}
		default:
			for _, v := range vaultCalls {
				if ref.Name == v.method && strings.Contains(ref.Pkg, v.pkg) {
					c.evidence(call, "read from "+v.store, "OPS-3", "OPS-4")
				}
			}
		}
	}
}

func (c *checker) evidence(call ssa.CallInstruction, text string, controls ...string) {
	pos, end := call.Pos(), call.Pos()
	if e := c.flow.CallExpr(call); e != nil {
		pos, end = e.Pos(), e.End()
	}
	c.report.Evidence(report.Evidence{Text: text, Controls: controls, Pos: pos, End: end})
}
