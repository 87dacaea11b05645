package liveuse

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func newServer(t *testing.T) *httptest.Server {
	srv := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(srv.Close)
	return srv
}

// The server is another one than the request's.
func TestServer(t *testing.T) {
	srv := newServer(t)
	if _, err := New(srv.URL).Get(); err != nil {
		t.Fatal(err)
	}
}

// That other tests of the file have a server changes nothing here.
func TestProduction(t *testing.T) {
	resp, err := http.Get("https://api.gocardless.com/customers") // want `test code sends a request to the production host api.gocardless.com`
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

// The request is handed to the handler under test, by a helper.
func TestHandler(t *testing.T) {
	r, err := http.NewRequest("GET", "https://api.gocardless.com/customers", nil)
	if err != nil {
		t.Fatal(err)
	}
	serve(t, r)
}

func serve(t *testing.T, r *http.Request) {
	http.NotFoundHandler().ServeHTTP(httptest.NewRecorder(), r)
}
