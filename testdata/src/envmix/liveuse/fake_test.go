package liveuse

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The server is a fake; the URL is only a name.
func TestFake(t *testing.T) {
	r, _ := http.NewRequest("GET", "https://api.checkout.com/payments", nil)
	httptest.NewRecorder()
	_ = r
}
