// Command daemon serves: what it prints ends up in a log.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	apiKey := os.Getenv("API_KEY")
	fmt.Println("starting with", apiKey) // want `credential apiKey is logged by fmt.Println`
	http.HandleFunc("/", hello)
	http.ListenAndServe(":8080", nil)
}

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Println(r.Header.Get("Authorization")) // want `credential .* is logged by fmt.Println`
	fmt.Println(r.URL.Path)
}
