package writers

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

// responder answers, and logs what goes wrong.
type responder struct {
	http.ResponseWriter
	logger *log.Logger
}

func respond(logger *log.Logger, w http.ResponseWriter) http.ResponseWriter {
	return &responder{w, logger}
}

type holder struct{ Name, IBAN string }

func answer(logger *log.Logger, w http.ResponseWriter, h holder) {
	w = respond(logger, w)
	json.NewEncoder(w).Encode(h)
	json.NewEncoder(os.Stderr).Encode(h) // want `h with bank account number IBAN`
}
