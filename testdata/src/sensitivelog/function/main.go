// Command function runs in a cloud, where standard output is a log.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(body string) error {
	apiKey := os.Getenv("STRIPE_SECRET_KEY")
	fmt.Println("key", apiKey) // want `credential .* is logged by fmt.Println`
	fmt.Println("key", len(apiKey))
	return nil
}

func main() { lambda.Start(handle) }
