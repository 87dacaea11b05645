package config

import (
	"strings"
	"testing"
)

func complete() map[string]string {
	return map[string]string{
		"SHOP_ENV":                   "local",
		"SHOP_ADMIN_TOKEN":           "a",
		"SHOP_STRIPE_SECRET_KEY":     "b",
		"SHOP_STRIPE_WEBHOOK_SECRET": "c",
		"SHOP_BANK_URL":              "https://bank.test",
		"SHOP_BANK_API_KEY":          "d",
		"SHOP_BANK_SIGNING_SECRET":   "e",
	}
}

func TestLoad(t *testing.T) {
	env := complete()
	c, err := Load(func(k string) string { return env[k] })
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.Bank.BaseURL != "https://bank.test" {
		t.Errorf("Load = %+v", c.Addr)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, missing := range []string{"SHOP_STRIPE_WEBHOOK_SECRET", "SHOP_BANK_SIGNING_SECRET", "SHOP_ADMIN_TOKEN"} {
		env := complete()
		delete(env, missing)
		_, err := Load(func(k string) string { return env[k] })
		if err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: %v", missing, err)
		}
	}
	env := complete()
	env["SHOP_BANK_URL"] = "http://bank.test"
	if _, err := Load(func(k string) string { return env[k] }); err == nil {
		t.Error("a bank URL without TLS was accepted")
	}
}
