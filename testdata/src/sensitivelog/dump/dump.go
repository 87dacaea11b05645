// Package dump logs whole payloads.
package dump

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
)

type config struct{ Debug bool }

func requests(r *http.Request, resp *http.Response) {
	b, _ := httputil.DumpRequestOut(r, true)
	log.Printf("%s", b)       // want `the result of httputil.DumpRequestOut is logged by log.Printf; log the fields you need instead \[DAT-2, DAT-6\]`
	log.Println(r.Header)     // want `the whole headers r.Header`
	log.Printf("%+v", r)      // want `the whole request r`
	log.Println(os.Environ()) // want `the whole environment`
	user, pass, _ := r.BasicAuth()
	log.Println(user)
	log.Println(pass)                          // want `credential from basic auth`
	log.Println(r.Header.Get("Authorization")) // want `credential`
	log.Println(r.Header["Cookie"])            // want `credential`
	log.Println(r.Header.Get("X-Request-Id"))
	log.Println(r.Method, r.URL.Path, r.ContentLength)
	log.Println(os.Getenv("STRIPE_SECRET_KEY")) // want `credential os.Getenv\("STRIPE_SECRET_KEY"\)`
	log.Println(os.Getenv("PORT"))
	if c, err := r.Cookie("session"); err == nil {
		log.Println(c.Value) // want `credential`
		log.Println(c.Name)
	}
}

func HandlePayment(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		log.Println(err)
		return
	}
	log.Println(string(body)) // want `the raw body of the request is logged by log.Println`
	log.Println(len(body))
	var m map[string]any
	_ = json.Unmarshal(body, &m)
	log.Println(m) // want `the raw body of the request`
	log.Println(m["id"])
	var order struct{ ID string }
	_ = json.Unmarshal(body, &order)
	log.Println(order, order.ID)
	_ = r.ParseForm()
	log.Println(r.PostForm) // want `the whole form r.PostForm`
	log.Println(r.PostForm.Get("order_id"))
	log.Println(r.PostForm.Get("card_number")) // want `card number`
}

func HandleGallery(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	log.Println(string(body))
}

func chargeCustomer(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		log.Println(err)
		return err
	}
	b, _ := io.ReadAll(resp.Body)
	log.Printf("response %d: %s", resp.StatusCode, b) // want `the raw body of the response`
	log.Printf("response %d: %d bytes", resp.StatusCode, len(b))
	return nil
}

func paymentWebhook(c *gin.Context) {
	raw, _ := c.GetRawData()
	log.Println(string(raw))      // want `the raw body`
	log.Println(c.Query("token")) // want `credential`
	log.Println(c.Query("page"))
}

func clients(cfg config) {
	resty.New().SetDebug(true) // want `makes the client log whole requests`
	resty.New().SetDebug(false)
	resty.New().SetDebug(cfg.Debug) // want `configurable`
}

func failedRequest(token string) {
	_, err := http.Get("https://api.example.com/v1?access_token=" + token)
	log.Println(err) // want `credential`
	_, err = http.Get("https://api.example.com/v1?page=" + fmt.Sprint(1))
	log.Println(err)
}

func outgoing(secretKey string) {
	h := http.Header{}
	h.Set("Accept", "application/json")
	log.Println(h)
	h.Set("Authorization", "Bearer "+secretKey)
	log.Println(h) // want `credential`
	v := url.Values{}
	v.Set("page", "1")
	log.Println(v.Encode())
	v.Set("api_key", secretKey)
	log.Println(v.Encode()) // want `credential`
}

// logQuery reads the body itself: what it logs is its own business.
func logQuery(r *http.Request) {
	b, _ := io.ReadAll(r.Body)
	log.Println(string(b))
}

func listPayments(w http.ResponseWriter, r *http.Request) { logQuery(r) }

// subjects are split into tokens of another kind.
func subjects(subject string) {
	tokens := strings.Split(subject, ".")
	for _, token := range tokens {
		log.Println(token)
	}
}
