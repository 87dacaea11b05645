package structs

import (
	"bytes"
	"encoding/json"
	"log"
	"os"
)

type paidCard struct {
	PAN   string
	Last4 string
}

// fmt prints pointers below the top as addresses, encoders follow them.
func pointers(card paidCard) {
	p := &card
	log.Println(p) // want `p with card number PAN`
	log.Println(&p)
	log.Println([]*paidCard{p})
	log.Println(map[string]*paidCard{"x": p})
	log.Println([]paidCard{card}) // want `with card number PAN`
	b, _ := json.Marshal([]*paidCard{p})
	log.Println(string(b)) // want `with card number PAN`
}

// A field that holds the last four only is no longer a card number.
func cut(card paidCard) {
	full := card.PAN
	card.PAN = "****" + card.Last4
	log.Printf("%+v", card)
	card.PAN = full
	log.Printf("%+v", card) // want `card with card number PAN`
}

// What an encoder writes ends up in what it wraps.
func encoded(card paidCard) {
	var buf bytes.Buffer
	json.NewEncoder(&buf).Encode(card)
	log.Println(buf.String())               // want `card with card number PAN`
	json.NewEncoder(os.Stderr).Encode(card) // want `card with card number PAN is logged by \(\*json.Encoder\).Encode`
	var quiet bytes.Buffer
	json.NewEncoder(&quiet).Encode(card.Last4)
	log.Println(quiet.String())
	f, _ := os.Create("/srv/cards.json")
	json.NewEncoder(f).Encode(card.Last4)
}

type keptCard struct{ card *paidCard }

// A field that is a pointer is printed with what it points to when it is all
// that is printed.
func field(k *keptCard) {
	log.Println(k.card) // want `k.card with card number PAN`
	log.Println(k)
}
