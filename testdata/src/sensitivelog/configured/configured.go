// Package configured is analysed with words of its own.
package configured

import "log"

type account struct {
	LoyaltyNumber string
	Token         string
}

func words(a account, customerLoyaltyNumber, apiToken string) {
	log.Println(a.LoyaltyNumber)       // want `sensitive value a.LoyaltyNumber is logged by log.Println; mask it or leave it out \[DAT-2\]`
	log.Println(customerLoyaltyNumber) // want `sensitive value customerLoyaltyNumber`
	log.Println(a)                     // want `a with sensitive value LoyaltyNumber`
	log.Println(a.Token)
	log.Println(apiToken) // want `credential apiToken`
}
