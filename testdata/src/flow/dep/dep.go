// Package dep is imported by the flow tests.
package dep

import (
	"fmt"
	"os"
)

type Config struct {
	Skip bool
	Key  string
	Base string
}

func Default() *Config { return &Config{Skip: true, Key: "default"} }

func Env(name string) string { return os.Getenv(name) }

func Or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func Identity[T any](v T) T { return v }

func Log(format string, args ...any) { println(fmt.Sprintf(format, args...)) }

type Repo interface {
	Name(id string) string
}

type repo struct{ prefix string }

func (r *repo) Name(id string) string { return r.prefix + id }

func NewRepo(prefix string) Repo { return &repo{prefix: prefix} }

func Fill(c *Config, key string) { c.Key = key }

const Version = 0x0301

var Mode = "strict"
