// Package frameworks has the same unverified and verified webhook in five
// frameworks.
package frameworks

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

type notification struct {
	OrderID string `json:"order_id"`
	Status  string `json:"status"`
}

type server struct {
	db     *sql.DB
	secret []byte
}

func (s *server) settle(n notification) error {
	_, err := s.db.Exec("UPDATE orders SET status = ? WHERE id = ?", n.Status, n.OrderID)
	return err
}

func (s *server) valid(body []byte, signature string) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	want := hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(signature))
}

// net/http

func (s *server) webhookStd(w http.ResponseWriter, r *http.Request) {
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if err := s.settle(n); err != nil { // want `webhook payload reaches \(\*server\)\.settle .*; check the provider's signature first`
		http.Error(w, "try again", http.StatusInternalServerError)
	}
}

func (s *server) webhookStdVerified(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if !s.valid(body, r.Header.Get("X-Signature")) {
		log.Print("webhook rejected")
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.settle(n)
}

// gin

func (s *server) webhookGin(c *gin.Context) {
	var n notification
	if err := c.ShouldBindJSON(&n); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "bad request"})
		return
	}
	if err := s.settle(n); err != nil { // want `webhook payload reaches`
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusOK)
}

func (s *server) webhookGinVerified(c *gin.Context) {
	body, err := c.GetRawData()
	if err != nil || !s.valid(body, c.GetHeader("X-Signature")) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var n notification
	if json.Unmarshal(body, &n) == nil {
		s.settle(n)
	}
}

// echo

func (s *server) webhookEcho(c echo.Context) error {
	n := new(notification)
	if err := c.Bind(n); err != nil {
		return c.NoContent(http.StatusBadRequest)
	}
	if err := s.settle(*n); err != nil { // want `webhook payload reaches`
		return err
	}
	return c.NoContent(http.StatusOK)
}

func (s *server) webhookEchoVerified(c echo.Context) error {
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	if ok := s.valid(body, c.Request().Header.Get("X-Signature")); !ok {
		return echo.NewHTTPError(http.StatusUnauthorized)
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		return err
	}
	return s.settle(n)
}

// fiber

func (s *server) webhookFiber(c *fiber.Ctx) error {
	var n notification
	if err := c.BodyParser(&n); err != nil {
		return c.SendStatus(fiber400)
	}
	return s.settle(n) // want `webhook payload reaches`
}

func (s *server) webhookFiberVerified(c *fiber.Ctx) error {
	if s.valid(c.Body(), c.Get("X-Signature")) {
		var n notification
		if err := c.BodyParser(&n); err != nil {
			return c.SendStatus(fiber400)
		}
		return s.settle(n)
	}
	return c.SendStatus(401)
}

const fiber400 = 400

// chi and gorilla/mux serve net/http handlers; here they are literals.

func routes(s *server) {
	r := chi.NewRouter()
	r.Post("/payments/webhook", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var n notification
		_ = json.Unmarshal(body, &n)
		s.settle(n) // want `webhook payload reaches`
	})
	r.Post("/payments/webhook/signed", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch {
		case !s.valid(body, r.Header.Get("X-Signature")):
			w.WriteHeader(http.StatusUnauthorized)
		default:
			var n notification
			_ = json.Unmarshal(body, &n)
			s.settle(n)
		}
	})
	m := mux.NewRouter()
	m.HandleFunc("/payments/ipn", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			return
		}
		s.settle(notification{OrderID: r.PostForm.Get("order"), Status: r.PostForm.Get("status")}) // want `webhook payload reaches`
	}).Methods("POST")
	// The route says nothing about webhooks and neither does the handler.
	m.HandleFunc("/articles", func(w http.ResponseWriter, r *http.Request) {
		s.db.Exec("UPDATE posts SET status = ? WHERE id = ?", r.FormValue("status"), r.FormValue("id"))
	})
	// State of something that is no payment.
	m.HandleFunc("/builds/webhook", func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.FormValue("status"))
	})
}
