// Package service has the rules.
package service

import (
	"context"
	"errors"

	"github.com/stripe/stripe-go/v82/webhook"

	"webhookauth/layers/domain"
	"webhookauth/layers/repo"
)

// Service implements domain.Usecase.
type Service struct {
	Repo   domain.Repository
	Secret string
}

// New returns a service.
func New(r *repo.Repo, secret string) *Service { return &Service{Repo: r, Secret: secret} }

// ProcessPayment applies a callback.
func (s *Service) ProcessPayment(ctx context.Context, in *domain.Callback) error {
	t, err := s.Repo.GetByID(ctx, in.OrderID)
	if err != nil {
		return err
	}
	if in.TransactionStatus == "settlement" {
		t.Status = "paid"
	} else if in.TransactionStatus == "deny" {
		t.Status = "cancelled"
	}
	return s.Repo.Update(ctx, t)
}

// Verify checks a message; callers must look at the error.
func (s *Service) Verify(body []byte, sig string) error {
	if s.Secret == "" {
		return errors.New("no secret")
	}
	return webhook.ValidatePayload(body, sig, s.Secret)
}

// Handle verifies by itself before it does anything.
func (s *Service) Handle(ctx context.Context, body []byte, sig string) error {
	event, err := webhook.ConstructEvent(body, sig, s.Secret)
	if err != nil {
		return err
	}
	t, err := s.Repo.GetByID(ctx, len(event.ID))
	if err != nil {
		return err
	}
	t.Status = "paid"
	return s.Repo.Update(ctx, t)
}
