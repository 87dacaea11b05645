// Package app uses api.
package app

import (
	"net/http"

	"plainhttp/cross/api"
)

func literal() (*http.Response, error) {
	return api.Fetch("http://gateway.acquirer.io/status") // want `request to gateway.acquirer.io is sent without TLS`
}

const own = "http://own.acquirer.io" // want `request to own.acquirer.io is sent without TLS`

func constant() (*http.Response, error) { return api.Fetch(own + "/status") }

func foreign() (*http.Response, error) {
	return api.Fetch(api.Default + "/status") // want `request to gateway.acquirer.io is sent without TLS`
}

func constructor() (*http.Response, error) {
	return api.New("http://orders.acquirer.io").Pay() // want `request to orders.acquirer.io is sent without TLS`
}

func secure() (*http.Response, error) { return api.New("https://orders.acquirer.io").Pay() }
