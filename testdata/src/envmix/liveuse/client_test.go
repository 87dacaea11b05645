package liveuse

import "testing"

// The client's default is replaced.
func TestClient(t *testing.T) {
	if _, err := New("http://localhost:8080").Get(); err == nil {
		t.Fatal("no server")
	}
}
