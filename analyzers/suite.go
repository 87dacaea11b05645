// Package analyzers is the paylint suite: one list of checks, and the settings
// they share.
package analyzers

import (
	"github.com/paylint/paylint/analyzers/certverify"
	"github.com/paylint/paylint/analyzers/envmix"
	"github.com/paylint/paylint/analyzers/hardcodedsecret"
	"github.com/paylint/paylint/analyzers/idempotency"
	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/messageauth"
	"github.com/paylint/paylint/analyzers/plainhttp"
	"github.com/paylint/paylint/analyzers/responsecheck"
	"github.com/paylint/paylint/analyzers/sensitivelog"
	"github.com/paylint/paylint/analyzers/tlsversion"
	"github.com/paylint/paylint/analyzers/unsaferetry"
	"github.com/paylint/paylint/analyzers/untrustedstate"
	"github.com/paylint/paylint/analyzers/webhookauth"
	"golang.org/x/tools/go/analysis"
)

// check is one entry of the suite.
type check struct {
	doc *catalog.Doc
	new func(*config.Config) *analysis.Analyzer
}

// checks is the suite; a new check is one line here and one folder beside it.
var checks = []check{
	{&certverify.Doc, certverify.New},
	{&tlsversion.Doc, tlsversion.New},
	{&plainhttp.Doc, plainhttp.New},
	{&sensitivelog.Doc, sensitivelog.New},
	{&hardcodedsecret.Doc, hardcodedsecret.New},
	{&envmix.Doc, envmix.New},
	{&messageauth.Doc, messageauth.New},
	{&webhookauth.Doc, webhookauth.New},
	{&untrustedstate.Doc, untrustedstate.New},
	{&idempotency.Doc, idempotency.New},
	{&unsaferetry.Doc, unsaferetry.New},
	{&responsecheck.Doc, responsecheck.New},
}

// Suite is a fresh set of checks with settings of its own: two suites in one
// process do not influence each other.
type Suite struct {
	Config    *config.Config
	Analyzers []*analysis.Analyzer
}

// New returns the whole suite with default settings. Settings and the
// analyzers' flags may be changed until the first package is analysed.
func New() *Suite {
	s := &Suite{Config: new(config.Config)}
	for _, c := range checks {
		s.Analyzers = append(s.Analyzers, c.new(s.Config))
	}
	return s
}

// Docs returns the documentation of all checks in the order of the suite.
func Docs() []*catalog.Doc {
	docs := make([]*catalog.Doc, 0, len(checks))
	for _, c := range checks {
		docs = append(docs, c.doc)
	}
	return docs
}
