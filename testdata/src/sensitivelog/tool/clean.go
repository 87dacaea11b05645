package main

import (
	"fmt"
	"log"
)

func describe(a account, cardNumber string) {
	fmt.Println("account", a.ID)
	log.Println("secret is set:", a.Secret != "")
	fmt.Println("card ending in", cardNumber[len(cardNumber)-4:])
}
