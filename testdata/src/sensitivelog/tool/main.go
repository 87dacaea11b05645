// Command tool makes keys: what it prints is for whoever calls it.
package main

import (
	"fmt"
	"log"
	"os"
)

type account struct {
	ID     string
	Secret string
}

func main() {
	apiKey, cardNumber := os.Args[1], os.Args[2]
	fmt.Println("your key:", apiKey)             // want `^credential apiKey is shown in the output of a command by fmt.Println; `
	fmt.Fprintf(os.Stderr, "key: %s\n", apiKey)  // want `credential apiKey is shown in the output of a command by fmt.Fprintf`
	fmt.Printf("%+v\n", account{Secret: apiKey}) // want `credential Secret is shown in the output of a command by fmt.Printf as a whole`
	fmt.Println("key of", len(apiKey), "characters")
	log.Println("key:", apiKey)         // want `credential apiKey is logged by log.Println`
	fmt.Println("charging", cardNumber) // want `card number cardNumber is logged by fmt.Println`
	f, _ := os.Create("/var/log/tool.log")
	fmt.Fprintln(f, "key:", apiKey) // want `credential apiKey is logged by fmt.Fprintln`
}
