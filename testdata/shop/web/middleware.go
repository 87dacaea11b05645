package web

import (
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"example.com/shop/requestid"
	"github.com/go-chi/chi/v5/middleware"
	"go.uber.org/zap"
)

// logRequests writes one line per request: never headers or bodies.
func (s *Server) logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(ww, r)
		s.log.Info("request",
			zap.String("id", requestid.From(r.Context())),
			zap.String("method", r.Method),
			zap.String("path", r.URL.Path),
			zap.Int("status", ww.Status()),
			zap.Duration("took", time.Since(start)))
	})
}

// requireAdmin lets staff tools through and writes down who did what.
func (s *Server) requireAdmin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || subtle.ConstantTimeCompare([]byte(token), []byte(s.adminToken)) != 1 {
			s.log.Warn("admin access refused", zap.String("remote", r.RemoteAddr), zap.String("path", r.URL.Path))
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		s.log.Info("admin access", zap.String("remote", r.RemoteAddr), zap.String("path", r.URL.Path))
		next.ServeHTTP(w, r)
	})
}
