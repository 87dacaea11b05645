// Package scope is checked with scope: all.
package scope

import (
	"net/http"
	"strings"
)

func send() {
	http.Post("https://api.example.com/articles", "", strings.NewReader("{}")) // want `the POST to /articles is sent without`
	http.Post("https://api.example.com/login", "", strings.NewReader("{}"))
	http.Get("https://api.example.com/articles")
}

func sendOnce(id string) error {
	req, err := http.NewRequest(http.MethodPost, "https://api.example.com/articles", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", id)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
