package dump

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

// One variable of the environment, or the names of all, is not the whole.
func environment() {
	vars := make(map[string]string)
	for _, line := range os.Environ() {
		name, value, _ := strings.Cut(line, "=")
		vars[name] = value
		log.Println("set:", name)
	}
	if style := vars["PGDATESTYLE"]; style != "" {
		panic(fmt.Sprintf("setting datestyle is not supported; got %v", style))
	}
	for _, line := range os.Environ() {
		log.Println(line) // want `the whole environment is logged`
	}
}

// A package, type or function that is named for a provider is about payments.
func mpesaResult(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	log.Printf("received: %s", body) // want `the raw body of the request`
	log.Printf("received %d bytes", len(body))
}

func photoResult(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	log.Printf("received: %s", body)
}
