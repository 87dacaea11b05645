// Package lookalike stores states of things that are no payments.
package lookalike

import (
	"database/sql"

	"github.com/gin-gonic/gin"
)

type post struct{ Status string }

type server struct{ db *sql.DB }

func (s *server) publish(c *gin.Context) {
	var p post
	_ = c.ShouldBindJSON(&p)
	s.db.Exec("UPDATE posts SET status = ? WHERE id = ?", p.Status, c.Param("id"))
}

func (s *server) finishBuild(c *gin.Context) {
	s.db.Exec("UPDATE builds SET state = ? WHERE id = ?", c.Query("state"), c.Param("id"))
}

func (s *server) reorder(c *gin.Context) {
	s.db.Exec("UPDATE items SET position = ? ORDER BY id", c.Query("position"))
}

func (s *server) activateUser(c *gin.Context) {
	s.db.Exec("UPDATE users SET confirmed_at = now(), state = ? WHERE id = ?", c.Query("state"), c.Param("id"))
}
