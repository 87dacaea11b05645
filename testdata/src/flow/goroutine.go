package flow

import (
	"net/http"
	"net/url"

	"flow/dep"
)

// A call by go or defer has no result, but what it writes counts.
func polled(raw string) {
	ch := make(chan *url.URL, 1)
	go dep.Poll(raw, ch)
	u := <-ch
	http.Get(u.Host) // want `url http.Get`
	t := new(dep.Target)
	go dep.PollTarget(t)
	http.Get(t.Addr.Host) // want `url http.Get`
}
