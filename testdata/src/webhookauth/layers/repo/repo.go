// Package repo stores transactions.
package repo

import (
	"context"

	"gorm.io/gorm"

	"webhookauth/layers/domain"
)

// Repo implements domain.Repository.
type Repo struct{ DB *gorm.DB }

// GetByID finds a transaction.
func (r *Repo) GetByID(ctx context.Context, id int) (*domain.Transaction, error) {
	var t domain.Transaction
	err := r.DB.WithContext(ctx).First(&t, "id = ?", id).Error
	return &t, err
}

// Update stores a transaction.
func (r *Repo) Update(ctx context.Context, t *domain.Transaction) error {
	return r.DB.WithContext(ctx).Save(t).Error
}
