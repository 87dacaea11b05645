package store

import (
	"context"
	"crypto/tls"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.com/shop/order"
	"github.com/go-sql-driver/mysql"
)

//go:embed schema.sql
var schema string

// MySQL keeps orders in a database.
type MySQL struct {
	db *sql.DB
}

// Open connects to the database of a DSN, always over verified TLS.
func Open(dsn string) (*MySQL, error) {
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("database DSN: %w", err)
	}
	host, _, _ := strings.Cut(cfg.Addr, ":")
	cfg.TLS = &tls.Config{MinVersion: tls.VersionTLS12, ServerName: host}
	cfg.ParseTime = true
	conn, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(conn)
	db.SetMaxOpenConns(20)
	db.SetConnMaxLifetime(5 * time.Minute)
	return &MySQL{db: db}, nil
}

// Migrate creates the tables that are missing.
func (m *MySQL) Migrate(ctx context.Context) error {
	for _, stmt := range strings.Split(schema, ";") {
		if stmt = strings.TrimSpace(stmt); stmt == "" {
			continue
		}
		if _, err := m.db.ExecContext(ctx, stmt); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	return nil
}

// Close closes the connections.
func (m *MySQL) Close() error { return m.db.Close() }

// Create stores a new order.
func (m *MySQL) Create(ctx context.Context, o order.Order) error {
	items, err := json.Marshal(o.Lines)
	if err != nil {
		return err
	}
	_, err = m.db.ExecContext(ctx,
		`INSERT INTO orders (id, customer, items, amount, currency, status, provider, created_at)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		o.ID, o.Customer, items, o.Total.Amount, o.Total.Currency, o.Status, o.Provider, o.CreatedAt)
	return err
}

const columns = `id, customer, items, amount, currency, status, provider, payment_id, created_at`

// Get returns one order.
func (m *MySQL) Get(ctx context.Context, id string) (order.Order, error) {
	return scan(m.db.QueryRowContext(ctx, `SELECT `+columns+` FROM orders WHERE id = ?`, id))
}

// FindByPayment returns the order a payment belongs to.
func (m *MySQL) FindByPayment(ctx context.Context, provider, paymentID string) (order.Order, error) {
	return scan(m.db.QueryRowContext(ctx,
		`SELECT `+columns+` FROM orders WHERE provider = ? AND payment_id = ?`, provider, paymentID))
}

// List returns the newest orders.
func (m *MySQL) List(ctx context.Context, limit int) ([]order.Order, error) {
	rows, err := m.db.QueryContext(ctx, `SELECT `+columns+` FROM orders ORDER BY created_at DESC LIMIT ?`, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []order.Order
	for rows.Next() {
		o, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, rows.Err()
}

// SetPayment stores which payment belongs to the order.
func (m *MySQL) SetPayment(ctx context.Context, id, paymentID string) error {
	_, err := m.db.ExecContext(ctx, `UPDATE orders SET payment_id = ? WHERE id = ?`, paymentID, id)
	return err
}

// Move changes the state if the order is in the expected one.
func (m *MySQL) Move(ctx context.Context, id string, from, to order.Status) error {
	res, err := m.db.ExecContext(ctx, `UPDATE orders SET status = ? WHERE id = ? AND status = ?`, to, id, from)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n != 1 {
		return order.ErrTransition
	}
	return nil
}

// MarkEvent remembers a provider's event; the primary key makes it atomic.
func (m *MySQL) MarkEvent(ctx context.Context, provider, eventID string) (bool, error) {
	_, err := m.db.ExecContext(ctx,
		`INSERT INTO provider_events (provider, event_id) VALUES (?, ?)`, provider, eventID)
	var known *mysql.MySQLError
	if errors.As(err, &known) && known.Number == 1062 {
		return false, nil
	}
	return err == nil, err
}

func scan(row interface{ Scan(...any) error }) (order.Order, error) {
	var o order.Order
	var items []byte
	err := row.Scan(&o.ID, &o.Customer, &items, &o.Total.Amount, &o.Total.Currency,
		&o.Status, &o.Provider, &o.PaymentID, &o.CreatedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return order.Order{}, order.ErrNotFound
	}
	if err != nil {
		return order.Order{}, err
	}
	if err := json.Unmarshal(items, &o.Lines); err != nil {
		return order.Order{}, fmt.Errorf("order %s: %w", o.ID, err)
	}
	return o, nil
}
