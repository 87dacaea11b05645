// Package configurable lets somebody choose the TLS version.
package configurable

import (
	"crypto/tls"
	"fmt"
	"os"
)

type config struct {
	MinTLS string
	Legacy bool
}

func byName(name string) uint16 {
	switch name {
	case "1.0":
		return tls.VersionTLS10
	case "1.1":
		return tls.VersionTLS11
	case "1.3":
		return tls.VersionTLS13
	}
	return tls.VersionTLS12
}

func fromSwitch(c config) *tls.Config {
	return &tls.Config{
		MinVersion: byName(c.MinTLS), // want `MinVersion may be set as low as TLS 1.0 at run time; .* \[COM-1\]`
		MaxVersion: byName(c.MinTLS), // want `MaxVersion may be set as low as TLS 1.0 at run time`
	}
}

var versions = map[string]uint16{
	"1.1": tls.VersionTLS11,
	"1.2": tls.VersionTLS12,
	"1.3": tls.VersionTLS13,
}

func fromTable(c config) (*tls.Config, error) {
	v, ok := versions[c.MinTLS]
	if !ok {
		return nil, fmt.Errorf("unknown TLS version %q", c.MinTLS)
	}
	return &tls.Config{MinVersion: v}, nil // want `MinVersion may be set as low as TLS 1.1 at run time`
}

func branch(c config) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.Legacy {
		cfg.MinVersion = tls.VersionTLS10 // want `MinVersion may be set as low as TLS 1.0 at run time`
	}
	return cfg
}

func local(c config) *tls.Config {
	v := uint16(tls.VersionTLS12)
	if os.Getenv("TLS_COMPAT") != "" {
		v = tls.VersionTLS10
	}
	return &tls.Config{MinVersion: v} // want `MinVersion may be set as low as TLS 1.0 at run time`
}

func safeName(name string) uint16 {
	if name == "1.3" {
		return tls.VersionTLS13
	}
	return tls.VersionTLS12
}

func safe(c config) *tls.Config { return &tls.Config{MinVersion: safeName(c.MinTLS)} }

func safeBranch(c config) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if !c.Legacy {
		cfg.MinVersion = tls.VersionTLS13
	}
	return cfg
}

type profile struct {
	name string
	min  uint16
}

var profiles = []profile{
	{"legacy", tls.VersionTLS10},
	{"strict", tls.VersionTLS13},
}

func fromProfiles(name string) *tls.Config {
	for _, p := range profiles {
		if p.name == name {
			return &tls.Config{MinVersion: p.min} // want `MinVersion may be set as low as TLS 1.0 at run time`
		}
	}
	return nil
}

var byTerminal = map[string]*profile{
	"old": {name: "old", min: tls.VersionTLS11},
	"new": {name: "new", min: tls.VersionTLS12},
}

func fromTerminal(name string) *tls.Config {
	return &tls.Config{MinVersion: byTerminal[name].min} // want `MinVersion may be set as low as TLS 1.1 at run time`
}

type rule struct{ min uint16 }

// All elements are bad: nothing chooses.
var rules = []rule{{tls.VersionTLS10}, {tls.VersionTLS10}} // want `allows TLS 1.0` `allows TLS 1.0`

func fromRules(i int) *tls.Config {
	return &tls.Config{MinVersion: rules[i].min}
}
