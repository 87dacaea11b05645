// Package configured is checked with words and hosts of its own.
package configured

import (
	"net/http"
	"strings"
)

func body() *strings.Reader { return strings.NewReader(`{"a": 1}`) }

func send() {
	http.Post("https://api.example.com/tributes", "", body())     // want `the POST to /tributes is sent without`
	http.Post("https://psp.example.net/v2/tx/create", "", body()) // want `the POST to /v2/tx/create is sent without`
	http.Post("https://api.example.com/donations", "", body())
	http.Post("https://api.example.com/articles", "", body())
}
