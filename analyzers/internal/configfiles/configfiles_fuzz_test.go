package configfiles

import (
	"strings"
	gotesting "testing" // the package has a name testing

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
)

func FuzzScanFile(f *gotesting.F) {
	for i, s := range provider.Shapes() {
		if i%5 == 0 {
			f.Add("deploy/prod.env", "API_KEY="+providertest.Secret(s.ID, 1)+"\nnext: 1\r\n")
		}
	}
	f.Add("a.yml", "- export KEY : 'x'\n# c\n; d\n\"k\": \"https://api.sandbox.paypal.com\"")
	f.Add("Dockerfile", "ENV A \xff\x00")
	names := naming.New(nil)
	f.Fuzz(func(t *gotesting.T, rel, text string) {
		Relevant(rel)
		s := &scanner{file: "/m/x", rel: rel, text: text, names: names, kind: kindOf(rel)}
		lines := strings.Count(text, "\n") + 1
		for _, found := range s.scan() {
			if found.Offset < 0 || found.EndOffset < found.Offset || found.EndOffset > len(text) {
				t.Fatalf("%+v in %d bytes", found, len(text))
			}
			if found.Line < 1 || found.Line > lines || found.Column < 1 || found.Message == "" {
				t.Fatalf("%+v in %d lines", found, lines)
			}
			secret := text[found.Offset:found.EndOffset]
			if found.Check == "hardcodedsecret" && len(secret) > 12 && strings.Contains(found.Message, secret) {
				t.Fatalf("the secret is in the message: %s", found.Message)
			}
		}
	})
}
