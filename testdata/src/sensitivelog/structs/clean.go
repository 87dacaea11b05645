package structs

import "log"

// receipt is what may be shown of a payment.
type receipt struct {
	OrderID, Last4, Brand string
	Amount                int64
}

// vaulted refers to a card elsewhere.
type vaulted struct {
	CardID, CardFingerprint, TokenType string
	receipt
}

type basket struct {
	Items   []string
	Receipt *receipt
	Tags    map[string]string
}

func shown(r receipt, v vaulted) {
	log.Printf("%+v", r)
	log.Printf("%v %v", v, &v)
}

func baskets(bs []basket) {
	for _, b := range bs {
		log.Printf("%v %+v", b, b.Receipt)
	}
	log.Println(bs, len(bs))
}

func made(orderID, pan string) {
	r := receipt{OrderID: orderID, Last4: pan[len(pan)-4:]}
	log.Println(r)
}
