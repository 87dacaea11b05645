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

// parse hands a whole map on; where it is read is reported, not here.
func parse(m map[string]any) *tls.Config {
	cfg := &settings{}
	read(m, cfg)
	return cfg.tls()
}

type settings struct{ insecure bool }

func read(m map[string]any, s *settings) {
	if v, ok := m["insecure"].(bool); ok {
		s.insecure = v
	}
}

func (s *settings) tls() *tls.Config {
	return &tls.Config{InsecureSkipVerify: s.insecure} // want `certificate validation can be switched off by settings.insecure`
}

type fixed struct{ insecure bool }

// never is set by nobody: the field is unexported and always false.
func (f *fixed) never() *tls.Config {
	return &tls.Config{InsecureSkipVerify: f.insecure}
}
