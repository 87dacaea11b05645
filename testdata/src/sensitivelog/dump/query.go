package dump

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httputil"
	"strings"
)

type store struct{ k, id string }

func (s *store) urls(pageToken, orderID string) {
	u := "https://store.example/verify?shared_secret=" + s.k
	log.Println(u)                                                                             // want `credential in the query of a URL is logged by log.Println`
	log.Println(fmt.Sprintf("https://store.example/verify?order=%s&api_key=%s", orderID, s.k)) // want `credential in the query of a URL`
	log.Println("https://store.example/list?page_token=" + pageToken)
	log.Println("https://store.example/list?token=" + pageToken)
	log.Println("https://store.example/orders?id=" + s.id)
	log.Println(fmt.Sprintf("https://store.example/orders?token_type=%s&id=%s", s.id, orderID))
	log.Println(strings.SplitN(u, "?", 2)[0])
	log.Println("secret=" + s.id)
}

func dumped(r *http.Request) {
	b, _ := httputil.DumpRequest(r, false)
	log.Printf("%s", b) // want `the result of httputil.DumpRequest`
	log.Println(strings.SplitN(string(b), "\r\n", 2)[0])
}
