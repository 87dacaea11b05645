// Package state stores what the client says about a payment.
package state

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

// Order is a stored order.
type Order struct {
	ID     uint
	Status string
	Note   string
	Amount int64
}

// Payment is a stored payment whose state clients cannot send.
type Payment struct {
	ID     uint
	Amount int64  `json:"amount"`
	Status string `json:"-"`
}

// Wallet is a stored wallet.
type Wallet struct {
	ID      uint
	Balance int64
}

type request struct {
	ID     uint   `json:"id"`
	Status string `json:"status"`
	Note   string `json:"note"`
	Amount int64  `json:"amount"`
}

type server struct {
	db  *gorm.DB
	sql *sql.DB
}

// request-state: SQL, ORM and builders.

func (s *server) updateOrder(w http.ResponseWriter, r *http.Request) {
	var in request
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	s.sql.Exec("UPDATE orders SET note = ?, status = ? WHERE id = ?", in.Note, in.Status, in.ID) // want `the UPDATE of orders\.status stores status as the client sent it`
}

func (s *server) patchOrder(c *gin.Context) {
	var in request
	if c.ShouldBindJSON(&in) != nil {
		return
	}
	s.db.Model(&Order{}).Where("id = ?", in.ID).Update("status", in.Status) // want `the UPDATE of Order\.status stores status as the client sent it`
}

func (s *server) patchOrderMap(c *gin.Context) {
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Updates(map[string]any{"status": c.Query("status")}) // want `stores status as the client sent it`
}

func (s *server) saveOrder(c *fiber.Ctx) error {
	var order Order
	s.db.First(&order, "id = ?", c.Params("id"))
	order.Status = c.Query("status")
	return s.db.Save(&order).Error // want `the UPDATE of Order\.Status stores Status as the client sent it`
}

func (s *server) helper(id uint, status string) error {
	return s.db.Exec("UPDATE payments SET state = ? WHERE id = ?", status, id).Error
}

func (s *server) viaHelper(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	s.helper(in.ID, in.Status) // want `\(\*server\)\.helper \(the UPDATE of payments\.state\) stores state as the client sent it`
}

// Money out of nowhere.
func (s *server) topup(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	s.sql.Exec("UPDATE wallets SET balance = balance + ? WHERE id = ?", in.Amount, in.ID) // want `the UPDATE of wallets\.balance stores balance as the client sent it`
}

func (s *server) creditWallet(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	var wallet Wallet
	s.db.First(&wallet, in.ID)
	wallet.Balance += in.Amount
	s.db.Save(&wallet) // want `the UPDATE of Wallet\.Balance stores Balance as the client sent it`
}

// decided-by-request

func (s *server) confirm(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	if in.Status == "success" {
		s.sql.Exec("UPDATE orders SET status = 'paid' WHERE id = ?", in.ID) // want `the UPDATE of orders\.status happens because the request says so`
	}
}

func (s *server) confirmOrder(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	var order Order
	s.db.First(&order, in.ID)
	switch in.Status {
	case "settlement", "capture":
		order.Status = "paid"
	case "deny":
		order.Status = "failed"
	}
	s.db.Save(&order) // want `the UPDATE of Order\.Status happens because the request says so`
}

// mass-assignment

func (s *server) replaceOrder(c *gin.Context) {
	var order Order
	if err := c.ShouldBindJSON(&order); err != nil {
		return
	}
	s.db.Save(&order) // want `stores a model that was filled from the request as a whole, its field Status included`
}

type repo struct{ db *gorm.DB }

func (r *repo) updateOrder(o *Order) error { return r.db.Save(o).Error }

type orders struct{ repo *repo }

func (o *orders) replaceOrder(c *fiber.Ctx) error {
	var order Order
	if err := c.BodyParser(&order); err != nil {
		return err
	}
	return o.repo.updateOrder(&order) // want `\(\*repo\)\.updateOrder \(the UPDATE of Order\.Status\) stores a model that was filled from the request as a whole`
}

// --- what is fine

// The server says what the state is.
func (s *server) createOrder(c *gin.Context) {
	var order Order
	if err := c.ShouldBindJSON(&order); err != nil {
		return
	}
	order.Status = "pending"
	s.db.Create(&order)
}

// A literal takes the amount from the request and the state from nobody.
func (s *server) placeOrder(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	order := Order{Note: in.Note, Amount: in.Amount, Status: "pending"}
	s.db.Create(&order)
	second := &Order{Note: in.Note, Amount: in.Amount}
	s.db.Create(second)
}

func (in request) model() Order { return Order{Note: in.Note, Amount: in.Amount} }

// A conversion picks the fields.
func (s *server) convertOrder(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	order := in.model()
	s.db.Create(&order)
}

func bindOrder(c *gin.Context) (Order, error) {
	var order Order
	err := c.ShouldBindJSON(&order)
	return order, err
}

// A helper binds.
func (s *server) rebindOrder(c *gin.Context) {
	order, err := bindOrder(c)
	if err != nil {
		return
	}
	s.db.Save(&order) // want `stores a model that was filled from the request as a whole`
}

// Clients cannot send the field.
func (s *server) createPayment(c *gin.Context) {
	var payment Payment
	if err := c.ShouldBindJSON(&payment); err != nil {
		return
	}
	s.db.Create(&payment)
}

// Another field is the client's.
func (s *server) updateOrderNote(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	s.sql.Exec("UPDATE orders SET note = ? WHERE id = ?", in.Note, in.ID)
	var order Order
	s.db.First(&order, in.ID)
	order.Note = in.Note
	s.db.Save(&order)
}

var next = map[string][]string{"paid": {"shipped"}, "shipped": {"delivered"}}

var errTransition = errors.New("not allowed")

// A table of transitions keyed by the stored state.
func (s *server) advanceOrder(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	var order Order
	s.db.First(&order, in.ID)
	if !slices.Contains(next[order.Status], in.Status) {
		c.Status(http.StatusConflict)
		return
	}
	order.Status = in.Status
	s.db.Save(&order)
}

// An allow-list and a conditional update.
func (s *server) shipOrder(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	switch in.Status {
	case "shipped", "delivered":
	default:
		c.Status(http.StatusBadRequest)
		return
	}
	s.sql.Exec("UPDATE orders SET status = ? WHERE id = ? AND status = 'paid'", in.Status, in.ID)
}

// The id says which, the server what.
func (s *server) cancelOrder(c *gin.Context) {
	s.sql.Exec("UPDATE orders SET status = 'cancel_requested' WHERE id = ?", c.Param("id"))
}

// A debit guarded by the stored balance.
func (s *server) withdraw(c *gin.Context) {
	var in request
	_ = c.ShouldBindJSON(&in)
	s.sql.Exec("UPDATE wallets SET balance = balance - ? WHERE id = ? AND balance >= ?", in.Amount, in.ID, in.Amount)
	var wallet Wallet
	s.db.First(&wallet, in.ID)
	if wallet.Balance < in.Amount {
		return
	}
	wallet.Balance -= in.Amount
	s.db.Save(&wallet)
}
