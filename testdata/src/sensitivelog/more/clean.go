package more

import (
	"fmt"
	"log"
)

func brands(c *declined, brand string) {
	log.Println(c.Code, brand)
	log.Println(len(c.CardNumber), c.CardNumber == "")
}

func reasons(r *refused) error {
	if r.CardNumber == "" {
		return fmt.Errorf("refused %s: no card number", r.Code)
	}
	return r
}

func ends(r refused) string { return r.CardNumber[len(r.CardNumber)-4:] }

func ending(r refused) { log.Println("card ending in", ends(r)) }

func counts(rs []refused) { log.Println(len(rs), "refused") }
