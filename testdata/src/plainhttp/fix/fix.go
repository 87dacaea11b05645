// Package fix has what the suggested fix repairs.
package fix

import (
	"net/http"

	"github.com/gorilla/websocket"
)

const base = "http://gateway.acquirer.io" // want `request to gateway.acquirer.io is sent without TLS`

func get() (*http.Response, error) { return http.Get(base + "/charges") }

func raw() (*http.Response, error) {
	return http.Get(`http://gateway.acquirer.io/raw`) // want `request to gateway.acquirer.io is sent without TLS`
}

func socket() error {
	_, _, err := websocket.DefaultDialer.Dial("ws://stream.acquirer.io", nil) // want `request to stream.acquirer.io is sent without TLS`
	return err
}

// port is kept and probably wrong, so there is no fix.
func port() (*http.Response, error) {
	return http.Get("http://gateway.acquirer.io:8080/raw") // want `request to gateway.acquirer.io is sent without TLS`
}
