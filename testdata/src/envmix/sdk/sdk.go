// Package sdk uses the sandbox constants of SDKs.
package sdk

import (
	"os"

	"github.com/midtrans/midtrans-go"
	"github.com/midtrans/midtrans-go/coreapi"
)

func client() coreapi.Client {
	var c coreapi.Client
	c.New(os.Getenv("MIDTRANS_SERVER_KEY"), midtrans.Sandbox) // want `the SDK's sandbox, midtrans.Sandbox, is used whatever the environment`
	return c
}

func field() coreapi.Client {
	return coreapi.Client{Env: midtrans.Sandbox} // want `the SDK's sandbox, midtrans.Sandbox, is used whatever the environment`
}

func isSandbox(e midtrans.EnvironmentType) bool { return e == midtrans.Sandbox }

// That this function chooses helps no other.
func chosen(live bool) coreapi.Client {
	env := midtrans.Sandbox
	if live {
		env = midtrans.Production
	}
	var c coreapi.Client
	c.New(os.Getenv("MIDTRANS_SERVER_KEY"), env)
	return c
}
