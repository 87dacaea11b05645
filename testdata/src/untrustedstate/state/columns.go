package state

import (
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
