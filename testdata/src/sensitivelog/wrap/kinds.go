package wrap

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"
)

// A logger whose fields treat values by their type: what it does with the
// elements of a list it does not do with a token.

type logField struct {
	key string
	val any
}

func field(key string, val any) logField {
	switch v := val.(type) {
	case []time.Duration:
		var durations []string
		for _, d := range v {
			durations = append(durations, fmt.Sprint(d))
		}
		return logField{key, durations}
	case error:
		return logField{key, v.Error()}
	}
	return logField{key, val}
}

func debug(msg string, fields ...logField) {
	entry := make(map[string]any)
	for _, f := range fields {
		entry[f.key] = f.val
	}
	log.Println(msg, entry)
}

func parse(ctx context.Context, token string) error {
	if len(token) < 20 {
		debug("malformed", field("token", token)) // want `credential token is logged by`
		return fmt.Errorf("malformed")
	}
	return nil
}

// Reported where it is logged, once.
func authenticated(w http.ResponseWriter, r *http.Request) {
	if err := parse(r.Context(), r.Header.Get("Authorization")); err != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
	}
}

func timed(took []time.Duration, path string) {
	debug("done", field("took", took), field("path", path))
}
