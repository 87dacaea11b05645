package configured

import "log"

func fine(a account, tokenType string) {
	log.Println(len(a.LoyaltyNumber))
	log.Println(a.LoyaltyNumber != "", tokenType)
}
