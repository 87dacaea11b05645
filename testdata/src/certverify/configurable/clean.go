package configurable

import "crypto/tls"

// Helper is exported; its parameter alone is no switch.
func Helper(skip bool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: skip}
}

// HelperBranch does the same with a branch.
func HelperBranch(skip bool) *tls.Config {
	cfg := &tls.Config{}
	if skip {
		cfg.InsecureSkipVerify = true
	}
	return cfg
}

func handedFalse() *tls.Config { return Helper(false) }

func branchSetsFalse(c Config) *tls.Config {
	cfg := &tls.Config{}
	if c.Env == "production" {
		cfg.InsecureSkipVerify = false
	}
	return cfg
}

func serverNameFromConfig(c Config) *tls.Config {
	return &tls.Config{ServerName: c.BaseURL}
}

func unknown(ask func() bool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: ask()}
}
