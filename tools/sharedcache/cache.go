// Package sharedcache shows that results of paylint as a vet tool can be shared
// between machines: it implements a GOCACHEPROG program that keeps Go's build
// cache on a server, and a test in which a second, clean checkout analyses
// nothing.
package sharedcache

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"
)

// request and response are those of the GOCACHEPROG protocol (go help
// environment, cmd/go/internal/cacheprog).
type request struct {
	ID       int64
	Command  string
	ActionID []byte `json:",omitempty"`
	OutputID []byte `json:",omitempty"`
	BodySize int64  `json:",omitempty"`
}

type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

// Serve speaks the protocol with the go command on in and out. Entries are kept
// by the server at an address; dir holds the files that the go command reads.
func Serve(in io.Reader, out io.Writer, server, dir string) error {
	enc := json.NewEncoder(out)
	if err := enc.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	dec := json.NewDecoder(bufio.NewReader(in))
	for {
		var req request
		if err := dec.Decode(&req); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var body []byte
		if req.Command == "put" && req.BodySize > 0 {
			if err := dec.Decode(&body); err != nil {
				return err
			}
		}
		res := response{ID: req.ID}
		if err := handle(&req, body, &res, server, dir); err != nil {
			res = response{ID: req.ID, Err: err.Error()}
		}
		if err := enc.Encode(res); err != nil {
			return err
		}
		if req.Command == "close" {
			return nil
		}
	}
}

func handle(req *request, body []byte, res *response, server, dir string) error {
	url := server + "/" + hex.EncodeToString(req.ActionID)
	switch req.Command {
	case "put":
		file, err := keep(dir, req.OutputID, body)
		if err != nil {
			return err
		}
		res.DiskPath = file
		put, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(body))
		if err != nil {
			return err
		}
		put.Header.Set("Output-ID", hex.EncodeToString(req.OutputID))
		answer, err := http.DefaultClient.Do(put)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusNoContent {
			return fmt.Errorf("PUT: %s", answer.Status)
		}
	case "get":
		answer, err := http.Get(url)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.StatusCode == http.StatusNotFound {
			res.Miss = true
			return nil
		}
		if answer.StatusCode != http.StatusOK {
			return fmt.Errorf("GET: %s", answer.Status)
		}
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			return err
		}
		if res.OutputID, err = hex.DecodeString(answer.Header.Get("Output-ID")); err != nil {
			return err
		}
		seconds, err := strconv.ParseInt(answer.Header.Get("Put-Time"), 10, 64)
		if err != nil {
			return err
		}
		at := time.Unix(seconds, 0)
		res.Time, res.Size = &at, int64(len(text))
		res.DiskPath, err = keep(dir, res.OutputID, text)
		return err
	}
	return nil
}

// keep writes an output to a file and returns its name.
func keep(dir string, output, body []byte) (string, error) {
	file := filepath.Join(dir, hex.EncodeToString(output))
	if info, err := os.Stat(file); err == nil && info.Size() == int64(len(body)) {
		return file, nil
	}
	tmp := file + ".tmp"
	if err := os.WriteFile(tmp, body, 0o644); err != nil {
		return "", err
	}
	return file, os.Rename(tmp, file)
}

// Server keeps cache entries in memory; it is an [http.Handler].
type Server struct {
	mu      sync.Mutex
	entries map[string]entry
}

type entry struct {
	output string
	at     time.Time
	body   []byte
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r.Method {
	case http.MethodPut:
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if s.entries == nil {
			s.entries = make(map[string]entry)
		}
		s.entries[r.URL.Path] = entry{r.Header.Get("Output-ID"), time.Now(), body}
		w.WriteHeader(http.StatusNoContent)
	case http.MethodGet:
		e, ok := s.entries[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Output-ID", e.output)
		w.Header().Set("Put-Time", strconv.FormatInt(e.at.Unix(), 10))
		_, _ = w.Write(e.body) // the client notices what is missing
	default:
		http.Error(w, "GET or PUT", http.StatusMethodNotAllowed)
	}
}
