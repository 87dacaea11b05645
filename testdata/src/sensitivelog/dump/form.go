package dump

import (
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"log"
	"net/url"
)

type acquirer struct{ sx, secretKey string }

// A form that is signed with a secret can be sent again by whoever reads it.
func (a *acquirer) installments(amount string) {
	formData := map[string]string{"sx": a.sx, "amount": amount}
	sum := sha512.Sum512([]byte(fmt.Sprintf("%s|%s", a.sx, a.secretKey)))
	formData["hashData"] = base64.StdEncoding.EncodeToString(sum[:])
	log.Println("form", formData) // want `the whole payload formData with its signature "hashData" is logged`
	a.post("/Vpos/Payment/Installments", formData)
}

// One without a signature is judged by its keys, as is one that is for nobody's
// money.
func (a *acquirer) rates(amount string) {
	formData := map[string]string{"currency": "EUR", "amount": amount}
	log.Println("form", formData)
	a.post("/Vpos/Payment/Rates", formData)
}

func (a *acquirer) upload(name string) {
	formData := map[string]string{"name": name}
	sum := sha512.Sum512([]byte(name + a.secretKey))
	formData["signature"] = base64.StdEncoding.EncodeToString(sum[:])
	log.Println("form", formData)
	a.post("/files", formData)
}

func (a *acquirer) post(path string, form map[string]string) {}

// unset takes the secret out before it logs again.
func unset(secret, order string) {
	v := url.Values{}
	v.Set("order", order)
	log.Println("before", v.Encode())
	v.Set("secret", secret)
	log.Println("with", v.Encode()) // want `credential`
	v.Del("order")
	log.Println("without the order", v.Encode()) // want `credential`
	v.Del("secret")
	log.Println("without", v.Encode())
}
