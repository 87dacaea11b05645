// Package middleware verifies in front of the handlers.
package middleware

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

type server struct {
	db     *sql.DB
	secret []byte
}

func (s *server) valid(body []byte, sig string) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(sig))
}

func (s *server) apply(id, status string) {
	s.db.Exec("UPDATE payments SET status = $1 WHERE id = $2", status, id)
}

// verify stops forged messages.
func (s *server) verify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || !s.valid(body, r.Header.Get("X-Signature")) {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// observe only looks.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !s.valid(body, r.Header.Get("X-Signature")) {
			w.Header().Set("X-Verified", "no")
		}
		next.ServeHTTP(w, r)
	})
}

// verifyFunc wraps a function.
func (s *server) verifyFunc(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !s.valid(body, r.Header.Get("X-Signature")) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func act(s *server, r *http.Request) {
	s.apply(r.PostFormValue("id"), r.PostFormValue("status"))
}

func (s *server) webhookUse(w http.ResponseWriter, r *http.Request)     { act(s, r) }
func (s *server) webhookWith(w http.ResponseWriter, r *http.Request)    { act(s, r) }
func (s *server) webhookRoute(w http.ResponseWriter, r *http.Request)   { act(s, r) }
func (s *server) webhookMux(w http.ResponseWriter, r *http.Request)     { act(s, r) }
func (s *server) webhookSub(w http.ResponseWriter, r *http.Request)     { act(s, r) }
func (s *server) webhookWrapped(w http.ResponseWriter, r *http.Request) { act(s, r) }

func (s *server) webhookObserved(w http.ResponseWriter, r *http.Request) {
	act(s, r) // want `webhook payload reaches act`
}

func (s *server) webhookBoth(w http.ResponseWriter, r *http.Request) {
	act(s, r) // want `webhook payload reaches act`
}

func chiRoutes(s *server) http.Handler {
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(s.verify)
		r.Post("/use", s.webhookUse)
		r.Post("/both", s.webhookBoth)
	})
	r.With(s.verify).Post("/with", s.webhookWith)
	r.Route("/hooks", func(r chi.Router) {
		r.Use(s.verify)
		r.Post("/route", s.webhookRoute)
	})
	r.With(s.observe).Post("/observed", s.webhookObserved)
	r.Post("/unverified", s.webhookBoth)
	return r
}

func stdRoutes(s *server) {
	m := http.NewServeMux()
	m.Handle("POST /payments/webhook", s.verify(http.HandlerFunc(s.webhookWrapped)))
	m.HandleFunc("POST /payments/hook", s.verifyFunc(s.webhookWrapped))

	g := mux.NewRouter()
	g.Use(s.verify)
	g.HandleFunc("/webhook", s.webhookMux).Methods("POST")
	sub := mux.NewRouter().PathPrefix("/hooks").Subrouter()
	sub.Use(s.verify)
	sub.HandleFunc("/webhook", s.webhookSub)
}

// gin

func (s *server) ginVerify() gin.HandlerFunc {
	return func(c *gin.Context) {
		body, err := c.GetRawData()
		if err != nil || !s.valid(body, c.GetHeader("X-Signature")) {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Request.Body = io.NopCloser(bytes.NewReader(body))
		c.Next()
	}
}

// ginQuiet does not call Next: gin goes on by itself.
func (s *server) ginQuiet(c *gin.Context) {
	body, _ := c.GetRawData()
	if !s.valid(body, c.GetHeader("X-Signature")) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
}

// ginLeaky forgets to abort: gin goes on after the return.
func (s *server) ginLeaky(c *gin.Context) {
	body, _ := c.GetRawData()
	if !s.valid(body, c.GetHeader("X-Signature")) {
		c.JSON(http.StatusUnauthorized, nil)
		return
	}
	c.Next()
}

type payload struct{ ID, Status string }

func (s *server) ginAct(c *gin.Context) {
	var p payload
	if c.ShouldBindJSON(&p) == nil {
		s.apply(p.ID, p.Status)
	}
}

func (s *server) webhookGinGroup(c *gin.Context) { s.ginAct(c) }
func (s *server) webhookGinRoute(c *gin.Context) { s.ginAct(c) }
func (s *server) webhookGinQuiet(c *gin.Context) { s.ginAct(c) }
func (s *server) webhookGinOpen(c *gin.Context) {
	s.ginAct(c) // want `webhook payload reaches \(\*server\)\.ginAct`
}

func ginRoutes(s *server, r *gin.Engine) {
	hooks := r.Group("/payments", s.ginVerify())
	hooks.POST("/webhook", s.webhookGinGroup)
	r.POST("/payments/route", s.ginVerify(), s.webhookGinRoute)
	quiet := r.Group("/quiet")
	quiet.Use(s.ginQuiet)
	quiet.POST("/webhook", s.webhookGinQuiet)
	open := r.Group("/open")
	open.POST("/webhook", s.webhookGinOpen)
}

// echo

func (s *server) echoVerify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		body, err := io.ReadAll(c.Request().Body)
		if err != nil {
			return err
		}
		if !s.valid(body, c.Request().Header.Get("X-Signature")) {
			return echo.NewHTTPError(http.StatusUnauthorized)
		}
		c.Request().Body = io.NopCloser(bytes.NewReader(body))
		return next(c)
	}
}

func (s *server) webhookEcho(c echo.Context) error {
	var p payload
	if err := c.Bind(&p); err != nil {
		return err
	}
	s.apply(p.ID, p.Status)
	return nil
}

func (s *server) webhookEchoOpen(c echo.Context) error {
	var p payload
	if err := c.Bind(&p); err != nil {
		return err
	}
	s.apply(p.ID, p.Status) // want `webhook payload reaches \(\*server\)\.apply`
	return nil
}

func echoRoutes(s *server, e *echo.Echo) {
	g := e.Group("/payments")
	g.Use(s.echoVerify)
	g.POST("/webhook", s.webhookEcho)
	e.POST("/payments/direct", s.webhookEcho, s.echoVerify)
	e.POST("/payments/open", s.webhookEchoOpen)
}

// fiber

func (s *server) fiberVerify(c *fiber.Ctx) error {
	if !s.valid(c.Body(), c.Get("X-Signature")) {
		return c.SendStatus(http.StatusUnauthorized)
	}
	return c.Next()
}

func (s *server) webhookFiber(c *fiber.Ctx) error {
	var p payload
	_ = json.Unmarshal(c.Body(), &p)
	s.apply(p.ID, p.Status)
	return nil
}

func (s *server) webhookFiberOpen(c *fiber.Ctx) error {
	var p payload
	_ = json.Unmarshal(c.Body(), &p)
	s.apply(p.ID, p.Status) // want `webhook payload reaches \(\*server\)\.apply`
	return nil
}

func fiberRoutes(s *server, app *fiber.App) {
	g := app.Group("/payments", s.fiberVerify)
	g.Post("/webhook", s.webhookFiber)
	app.Post("/payments/direct", s.fiberVerify, s.webhookFiber)
	app.Post("/payments/open", s.webhookFiberOpen)
}

// A wrapper with a method of its own.
type verified struct {
	s    *server
	next http.Handler
}

func (v verified) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !v.s.valid(body, r.Header.Get("X-Signature")) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	v.next.ServeHTTP(w, r)
}

func (s *server) webhookHeld(w http.ResponseWriter, r *http.Request) { act(s, r) }

// settleHandler is a webhook by its route only.
type settleHandler struct{ s *server }

func (h *settleHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	act(h.s, r) // want `webhook payload reaches act`
}

func (s *server) settled(w http.ResponseWriter, r *http.Request) {
	act(s, r) // want `webhook payload reaches act`
}

func (s *server) denied(w http.ResponseWriter, r *http.Request) {
	act(s, r) // want `webhook payload reaches act`
}

type route struct {
	method, path string
	handler      http.HandlerFunc
}

func tables(s *server, m *http.ServeMux) {
	m.Handle("POST /held", verified{s: s, next: http.HandlerFunc(s.webhookHeld)})
	m.Handle("POST /payments/callback", &settleHandler{s})
	for _, r := range []route{
		{"POST", "/payments/webhook/settled", s.settled},
	} {
		m.HandleFunc(r.method+" "+r.path, r.handler)
	}
	for path, h := range map[string]http.HandlerFunc{"/payments/webhook/denied": s.denied} {
		m.HandleFunc(path, h)
	}
}
