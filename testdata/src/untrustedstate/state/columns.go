package state

import (
	"database/sql"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type columns struct{ db *gorm.DB }

// Whatever columns the client has named.
func (s *columns) updateMap(c *gin.Context) {
	body := map[string]any{}
	if c.ShouldBindJSON(&body) != nil {
		return
	}
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Updates(body) // want `stores a model that was filled from the request as a whole, its field Status included`
}

func (s *columns) updateMapBut(c *gin.Context) {
	body := map[string]any{}
	if c.ShouldBindJSON(&body) != nil {
		return
	}
	delete(body, "status")
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Updates(body)
}

func (s *columns) updateMapHelped(c *gin.Context) {
	body := map[string]any{}
	if c.ShouldBindJSON(&body) != nil {
		return
	}
	s.store(c.Param("id"), body) // want `stores a model that was filled from the request as a whole`
}

func (s *columns) updateMapMade(c *gin.Context) {
	s.store(c.Param("id"), map[string]any{"note": c.Query("note")})
}

func (s *columns) store(id string, fields map[string]any) {
	s.db.Model(&Order{}).Where("id = ?", id).Updates(fields)
}

// The call says which columns are stored.
func (s *columns) updateSelected(c *gin.Context) {
	var o Order
	if c.ShouldBindJSON(&o) != nil {
		return
	}
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Select("note").Updates(o)
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Omit("status").Updates(o)
}

func (s *columns) updateSelectedAll(c *gin.Context) {
	var o Order
	if c.ShouldBindJSON(&o) != nil {
		return
	}
	s.db.Model(&Order{}).Where("id = ?", c.Param("id")).Select("note", "Status").Updates(o) // want `stores a model that was filled from the request as a whole`
}

// Invoice is the model of the table invoices.
type Invoice struct{ ID, Status string }

type invoiceInput struct{ ID, Status string }

func decode(r *http.Request, v any) error { return json.NewDecoder(r.Body).Decode(v) }

// A model whose fields are named one by one is stored whole.
func (s *rows) replace(w http.ResponseWriter, r *http.Request) {
	inv := new(Invoice)
	if err := decode(r, inv); err != nil {
		return
	}
	s.store(inv) // want `stores a model that was filled from the request as a whole`
}

func (s *rows) replaceOpen(w http.ResponseWriter, r *http.Request) {
	inv := new(Invoice)
	if err := decode(r, inv); err != nil {
		return
	}
	inv.Status = "open"
	s.store(inv)
}

func (s *rows) replaceInput(w http.ResponseWriter, r *http.Request) {
	in := new(invoiceInput)
	if err := decode(r, in); err != nil {
		return
	}
	s.store(&Invoice{ID: in.ID, Status: in.Status}) // want `stores status as the client sent it`
}

type rows struct{ db *sql.DB }

func (s *rows) store(inv *Invoice) {
	s.db.Exec("INSERT INTO invoices (id, status) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET status = EXCLUDED.status", inv.ID, inv.Status)
}

type shipInput struct {
	Status  string `json:"status" binding:"required,oneof=packed shipped"`
	Version int    `json:"version"`
}

// Listed values, and the version that the client has seen.
func (s *rows) versioned(c *gin.Context) {
	var in shipInput
	if c.ShouldBindJSON(&in) != nil {
		return
	}
	s.db.Exec("UPDATE invoices SET status = $1, version = version + 1 WHERE id = $2 AND version = $3", in.Status, c.Param("id"), in.Version)
}

// Listed values over any stored one.
func (s *rows) unversioned(c *gin.Context) {
	var in shipInput
	if c.ShouldBindJSON(&in) != nil {
		return
	}
	s.db.Exec("UPDATE invoices SET status = $1 WHERE id = $2", in.Status, c.Param("id")) // want `stores status as the client sent it`
}
