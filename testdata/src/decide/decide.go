// Package decide asks questions and does something, or nothing, with the answers.
package decide

import (
	"errors"
	"fmt"
	"log"
	"net/http"
)

func ask() bool     { return len(log.Prefix()) > 0 }
func askErr() error { return errors.New("no") }

func use() {}

func dropped() {
	ask() // want `nothing`
}

func blank() {
	_ = askErr() // want `nothing`
}

func printed() {
	log.Println(ask()) // want `logged`
}

func formatted() {
	log.Println(fmt.Sprintf("said %v", askErr())) // want `logged`
}

func branchThatLogs() {
	if err := askErr(); err != nil { // want `logged`
		log.Println(err)
	}
	use()
}

func branchThatAnswers(w http.ResponseWriter) {
	if !ask() { // want `nothing`
		http.Error(w, "no", http.StatusForbidden)
	}
	use()
}

func returns() bool { return ask() } // want `decides`

func stops() {
	if !ask() { // want `decides`
		return
	}
	use()
}

func remembers() (n int) {
	if ask() { // want `decides`
		n = 1
	}
	use()
	return n
}

func acts() {
	if ask() { // want `decides`
		use()
	}
}

func lastThing(w http.ResponseWriter) {
	if !ask() { // want `decides`
		http.Error(w, "no", http.StatusForbidden)
	}
}

func collects() (errs []error) {
	errs = append(errs, askErr()) // want `decides`
	return errs
}

func loops() {
	for range 3 {
		if ask() { // want `decides`
			break
		}
	}
	use()
}

func callsNext(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if !ask() { // want `nothing`
		w.WriteHeader(http.StatusForbidden)
		next.ServeHTTP(w, r)
		return
	}
	next.ServeHTTP(w, r)
}

type answer struct{ err, text string }

func noted() (*answer, error) {
	out := &answer{}
	if err := askErr(); err != nil { // want `decides`
		out.err = fmt.Sprintf("failed: %v", err)
	} else {
		out.text = "fine"
	}
	use()
	return out, nil
}

func flagged() (failed bool) {
	if err := askErr(); err != nil { // want `decides`
		failed = true
	}
	use()
	return failed
}
