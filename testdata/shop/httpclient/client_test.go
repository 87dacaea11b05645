package httpclient

import (
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPinned(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	}))
	defer srv.Close()
	sum := sha256.Sum256(srv.Certificate().RawSubjectPublicKeyInfo)
	resp, err := Pinned(sum).Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	sum[0]++
	if resp, err := Pinned(sum).Get(srv.URL); err == nil {
		resp.Body.Close()
		t.Error("a certificate with another key was accepted")
	}
}

func TestNewVerifies(t *testing.T) {
	srv := httptest.NewTLSServer(http.NotFoundHandler())
	defer srv.Close()
	client, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := client.Get(srv.URL); err == nil {
		resp.Body.Close()
		t.Error("an unknown certificate was accepted")
	}
	if _, err := New("no such file"); err == nil {
		t.Error("a missing CA file was accepted")
	}
}
