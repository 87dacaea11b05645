package redact

import (
	"log/slog"
	"os"
)

var hiddenKeys = map[string]bool{"api_key": true}

func setup() *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if a.Key == "password" || hiddenKeys[a.Key] {
				a.Value = slog.StringValue("***")
			}
			return a
		},
	}))
}

func replaced(l *slog.Logger, password, apiKey, token string) {
	l.Info("login", "password", password)
	l.Info("login", slog.String("api_key", apiKey))
	l.Info("login", "token", token) // want `credential token`
}
