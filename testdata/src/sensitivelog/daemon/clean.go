package main

import (
	"fmt"
	"net/http"
	"os"
)

func ready(w http.ResponseWriter, r *http.Request) {
	fmt.Println(r.Method, r.URL.Path, r.Header.Get("User-Agent"))
	fmt.Println("authorized:", r.Header.Get("Authorization") != "")
}

func configured() { fmt.Println("key is set:", os.Getenv("API_KEY") != "") }
