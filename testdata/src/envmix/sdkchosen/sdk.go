// Package sdkchosen lets the configuration pick the SDK's environment.
package sdkchosen

import (
	"github.com/midtrans/midtrans-go"
	"github.com/midtrans/midtrans-go/coreapi"
)

func client(key string, live bool) coreapi.Client {
	env := midtrans.Sandbox
	if live {
		env = midtrans.Production
	}
	var c coreapi.Client
	c.New(key, env)
	return c
}
