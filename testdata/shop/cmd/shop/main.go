// Command shop is the merchant service.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/shop/config"
	"example.com/shop/httpclient"
	"example.com/shop/order"
	"example.com/shop/payment"
	"example.com/shop/store"
	"example.com/shop/web"
	"example.com/shop/webhook"
	"go.uber.org/zap"
)

// prices is the catalogue, in cents.
var prices = order.Prices{"mug": 1250, "shirt": 2400, "sticker": 150}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "shop:", err)
		os.Exit(1)
	}
}

func run() error {
	log, err := zap.NewProduction()
	if err != nil {
		return err
	}
	defer log.Sync()
	cfg, err := config.Load(os.Getenv)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	orders, err := openStore(ctx, cfg.DatabaseDSN)
	if err != nil {
		return err
	}
	handler, err := Handler(cfg, orders, log)
	if err != nil {
		return err
	}
	srv := &http.Server{Addr: cfg.Addr, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := srv.Shutdown(limit); err != nil {
			log.Error("shutdown", zap.Error(err))
		}
	}()
	log.Info("listening", zap.String("addr", cfg.Addr), zap.String("env", cfg.Env))
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func openStore(ctx context.Context, dsn string) (order.Store, error) {
	if dsn == "" {
		return store.NewMemory(), nil
	}
	db, err := store.Open(dsn)
	if err != nil {
		return nil, err
	}
	return db, db.Migrate(ctx)
}

// Handler wires the service together.
func Handler(cfg config.Config, orders order.Store, log *zap.Logger) (http.Handler, error) {
	client, err := httpclient.New(cfg.Bank.CAFile)
	if err != nil {
		return nil, err
	}
	service := order.NewService(orders, prices, log)
	stripeEvents, err := webhook.NewStripe(service, cfg.Stripe.WebhookSecret, log)
	if err != nil {
		return nil, err
	}
	bankEvents, err := webhook.NewBank(service, cfg.Bank.SigningSecret, log)
	if err != nil {
		return nil, err
	}
	return web.New(web.Options{
		Orders: service,
		Providers: payment.Providers{
			"stripe": payment.NewStripe(cfg.Stripe, client),
			"bank":   payment.NewBank(cfg.Bank, client),
		},
		PublicURL:  cfg.PublicURL,
		AdminToken: cfg.AdminToken,
		Log:        log,
		Webhooks: map[string]http.Handler{
			"/webhooks/stripe": stripeEvents,
			"/webhooks/bank":   bankEvents,
		},
	}), nil
}
