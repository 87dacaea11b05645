// Command pay shows how to begin; examples begin in the sandbox.
package main

import (
	"net/http"
	"os"

	"github.com/midtrans/midtrans-go"
	"github.com/midtrans/midtrans-go/coreapi"
)

func main() {
	var c coreapi.Client
	c.New(os.Getenv("MIDTRANS_SERVER_KEY"), midtrans.Sandbox)
	resp, err := http.Get("https://api.sandbox.midtrans.com/v2/order/status")
	if err != nil {
		os.Exit(1)
	}
	resp.Body.Close()
}
