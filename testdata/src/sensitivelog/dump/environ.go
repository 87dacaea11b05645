package dump

import (
	"encoding/json"
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

// A map that a whole answer is decoded into holds all of it, a struct its fields.
func mpesaAnswer(res *http.Response) {
	answer := make(map[string]any)
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return
	}
	fmt.Println(answer) // want `the raw body of the response`
}

type mpesaStatus struct{ Code, Description string }

func mpesaCall(res *http.Response, into any) error { return json.NewDecoder(res.Body).Decode(into) }

func mpesaDecoded(res *http.Response) {
	var status mpesaStatus
	err := mpesaCall(res, &status)
	fmt.Println(err, status)
}
