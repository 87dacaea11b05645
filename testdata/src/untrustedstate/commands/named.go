package commands

import "github.com/gin-gonic/gin"

// Payment is the model of the table payments.
type Payment struct {
	ID     string `db:"id"`
	Status string `db:"status"`
	Note   string `db:"note"`
}

type executor interface {
	NamedExec(query string, arg any) error
}

type payments struct{ db executor }

func (p *payments) put(pay Payment) error {
	return p.db.NamedExec("UPDATE payments SET status = :status, note = :note WHERE id = :id", pay)
}

// The whole model comes from the client.
func (p *payments) replacePayment(c *gin.Context) {
	var pay Payment
	if err := c.ShouldBindJSON(&pay); err != nil {
		return
	}
	pay.ID = c.Param("id")
	_ = p.put(pay) // want `\(\*payments\)\.put .* stores a model that was filled from the request as a whole`
}

// So it does here, but the server says what the state is.
func (p *payments) newPayment(c *gin.Context) {
	var pay Payment
	if err := c.ShouldBindJSON(&pay); err != nil {
		return
	}
	pay.Status = "pending"
	_ = p.put(pay)
}

// And here, without a function between.
func (p *payments) renamePayment(c *gin.Context) {
	var pay Payment
	if err := c.ShouldBindJSON(&pay); err != nil {
		return
	}
	pay.Status = "pending"
	_ = p.db.NamedExec("UPDATE payments SET status = :status, note = :note WHERE id = :id", pay)
}
