// Package configurable leaves the choice to whoever runs the program.
package configurable

import (
	"crypto/tls"
	"flag"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"

	"github.com/spf13/viper"
)

var insecure = flag.Bool("insecure", false, "do not verify certificates")

func fromFlag() *tls.Config {
	return &tls.Config{InsecureSkipVerify: *insecure} // want `certificate validation can be switched off by .*; .* \[COM-2, FIN-1\]`
}

func fromFlagVar(args []string) *tls.Config {
	var skip bool
	fs := flag.NewFlagSet("pay", flag.ExitOnError)
	fs.BoolVar(&skip, "k", false, "do not verify certificates")
	_ = fs.Parse(args)
	return &tls.Config{InsecureSkipVerify: skip} // want `certificate validation can be switched off`
}

func fromEnvironment() *tls.Config {
	return &tls.Config{InsecureSkipVerify: os.Getenv("TLS_INSECURE") == "1"} // want `certificate validation can be switched off`
}

func parsedEnvironment() *tls.Config {
	skip, _ := strconv.ParseBool(os.Getenv("TLS_INSECURE"))
	cfg := &tls.Config{}
	cfg.InsecureSkipVerify = skip // want `certificate validation can be switched off`
	return cfg
}

func lookedUpEnvironment() *tls.Config {
	_, skip := os.LookupEnv("TLS_INSECURE")
	return &tls.Config{InsecureSkipVerify: skip} // want `certificate validation can be switched off`
}

func fromViper() *tls.Config {
	return &tls.Config{InsecureSkipVerify: viper.GetBool("tls.insecure")} // want `certificate validation can be switched off`
}

// Config is read from a file.
type Config struct {
	BaseURL    string `yaml:"base_url"`
	SkipVerify bool   `yaml:"skip_verify"`
	Env        string `yaml:"env"`
}

func fromConfig(c Config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: c.SkipVerify} // want `certificate validation can be switched off by Config.SkipVerify`
}

type client struct{ cfg *Config }

func (c *client) transport() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{
		InsecureSkipVerify: c.cfg.SkipVerify, // want `certificate validation can be switched off by Config.SkipVerify`
	}}
}

func negated(c Config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: !c.SkipVerify} // want `certificate validation can be switched off`
}

func byEnvironmentName(c Config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: c.Env != "production"} // want `certificate validation can be switched off`
}

func branch(c Config) *tls.Config {
	cfg := &tls.Config{}
	if c.Env == "staging" {
		cfg.InsecureSkipVerify = true // want `certificate validation can be switched off`
	}
	return cfg
}

func branchOnEnvironment() *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if os.Getenv("APP_ENV") == "dev" {
		cfg.InsecureSkipVerify = true // want `certificate validation can be switched off`
	}
	return cfg
}

func wholeLiteralInBranch(c Config) *http.Transport {
	t := &http.Transport{}
	if c.SkipVerify {
		t.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // want `certificate validation can be switched off`
	}
	return t
}

func chosen(c Config) *tls.Config {
	skip := false
	if c.Env == "local" {
		skip = true
	}
	return &tls.Config{InsecureSkipVerify: skip} // want `certificate validation can be switched off`
}

func mixedTable(env string) *tls.Config {
	skip := map[string]bool{"dev": true, "prod": false}
	return &tls.Config{InsecureSkipVerify: skip[env]} // want `certificate validation can be switched off`
}

func handed(c Config) *tls.Config {
	return Helper(c.SkipVerify) // want `certificate validation can be switched off by Config.SkipVerify`
}

// ByName chooses by the name of the environment that callers hand over.
func ByName(env string) *tls.Config {
	switch env {
	case "production":
		return &tls.Config{}
	default:
		return &tls.Config{InsecureSkipVerify: true} // want `certificate validation can be switched off by a branch on env`
	}
}

// ForProduction chooses by the kind of environment.
func ForProduction(prod bool) *tls.Config {
	if prod {
		return &tls.Config{}
	}
	return &tls.Config{InsecureSkipVerify: true} // want `certificate validation can be switched off by a branch on prod`
}

type endpoint struct {
	name string
	skip bool
}

var endpoints = map[string]endpoint{
	"sandbox":    {"sandbox", true},
	"production": {"production", false},
}

func fromEndpoints(name string) *tls.Config {
	return &tls.Config{InsecureSkipVerify: endpoints[name].skip} // want `certificate validation can be switched off by a branch that chooses InsecureSkipVerify`
}

type options struct {
	insecure bool
	verbose  bool
}

// The flag is bound to the field in one function and read in another.
func parseOptions(args []string) *http.Transport {
	var o options
	fs := flag.NewFlagSet("pay", flag.ExitOnError)
	fs.BoolVar(&o.insecure, "insecure", false, "do not verify certificates")
	fs.BoolVar(&o.verbose, "v", false, "print more")
	_ = fs.Parse(args)
	return o.transport()
}

func (o options) transport() *http.Transport {
	t := &http.Transport{}
	if o.insecure {
		t.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // want `certificate validation can be switched off by options.insecure`
	}
	return t
}

var trusting atomic.Bool

func reload() { trusting.Store(os.Getenv("TLS_TRUST_ALL") == "1") }

func atRunTime() *tls.Config {
	return &tls.Config{InsecureSkipVerify: trusting.Load()} // want `certificate validation can be switched off by environment variable TLS_TRUST_ALL`
}
