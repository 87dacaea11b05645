package nethttp

import "net/http"

// Hooks that hand a request on: each is described once, however many there are.

func agent(r *http.Request) *http.Request  { r.Header.Set("User-Agent", "shop"); return r }
func accept(r *http.Request) *http.Request { r.Header.Set("Accept", "*/*"); return agent(r) }

func hooks(r *http.Request) (*http.Request, error) {
	r = accept(agent(r.Clone(r.Context())))
	return r, nil
}

func hooked() (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payments", nil)
	if err != nil {
		return nil, err
	}
	if req, err = hooks(req); err != nil {
		return nil, err
	}
	if req, err = hooks(req); err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `the POST to /payments is sent without an idempotency key`
}

func keyedHook(r *http.Request, id string) (*http.Request, error) {
	r.Header.Set("Idempotency-Key", id)
	return hooks(r)
}

func hookedKey(id string) (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payments", nil)
	if err != nil {
		return nil, err
	}
	if req, err = keyedHook(req, id); err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
