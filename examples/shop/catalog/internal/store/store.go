// Package store keeps products and stock in Postgres.
package store

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	ErrNotFound     = errors.New("no such product")
	ErrInsufficient = errors.New("insufficient stock")
)

type Product struct {
	SKU         string `json:"sku"`
	Name        string `json:"name"`
	Description string `json:"description"`
	PriceCents  int    `json:"price_cents"`
	Currency    string `json:"currency"`
	Stock       int    `json:"stock"`
}

type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

type Postgres struct {
	pool *pgxpool.Pool
}

// Open prepares a pool; connections are made when they are needed, so a database that is still starting is no error.
func Open(ctx context.Context, databaseURL string, maxConnections int32) (*Postgres, error) {
	if databaseURL == "" {
		return nil, errors.New("DATABASE_URL is not set")
	}
	config, err := pgxpool.ParseConfig(databaseURL)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = maxConnections
	config.MaxConnLifetime = 30 * time.Minute
	config.ConnConfig.ConnectTimeout = 2 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &Postgres{pool}, nil
}

func (p *Postgres) Close() { p.pool.Close() }

// Ping also notices a database whose migrations have not run.
func (p *Postgres) Ping(ctx context.Context) error {
	_, err := p.pool.Exec(ctx, "SELECT 1 FROM products LIMIT 1")
	return err
}

const productColumns = "SELECT sku, name, description, price_cents, currency, stock FROM products "

func (p *Postgres) Products(ctx context.Context) ([]Product, error) {
	rows, err := p.pool.Query(ctx, productColumns+"WHERE active ORDER BY name LIMIT 200")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Product])
}

func (p *Postgres) Product(ctx context.Context, sku string) (Product, error) {
	rows, err := p.pool.Query(ctx, productColumns+"WHERE active AND sku = $1", sku)
	if err != nil {
		return Product{}, err
	}
	product, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Product])
	if errors.Is(err, pgx.ErrNoRows) {
		return Product{}, ErrNotFound
	}
	return product, err
}

// Reserve takes the items of an order out of stock, all or none. Asked again for the same order it changes nothing.
func (p *Postgres) Reserve(ctx context.Context, orderID string, items []Item) error {
	return pgx.BeginFunc(ctx, p.pool, func(tx pgx.Tx) error {
		for _, item := range items {
			inserted, err := tx.Exec(ctx,
				"INSERT INTO reservations (order_id, sku, quantity) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
				orderID, item.SKU, item.Quantity)
			if err != nil {
				return err
			}
			if inserted.RowsAffected() == 0 {
				continue
			}
			taken, err := tx.Exec(ctx,
				"UPDATE products SET stock = stock - $2 WHERE sku = $1 AND active AND stock >= $2",
				item.SKU, item.Quantity)
			if err != nil {
				return err
			}
			if taken.RowsAffected() == 0 {
				return fmt.Errorf("%w: %s", ErrInsufficient, item.SKU)
			}
		}
		return nil
	})
}

// Release puts the items of an order back into stock; an order without a reservation is no error.
func (p *Postgres) Release(ctx context.Context, orderID string) error {
	_, err := p.pool.Exec(ctx, `
		WITH released AS (DELETE FROM reservations WHERE order_id = $1 RETURNING sku, quantity)
		UPDATE products SET stock = stock + released.quantity FROM released WHERE products.sku = released.sku`,
		orderID)
	return err
}

//go:embed seed.json
var seed []byte

// Seed adds the demonstration products that are not there yet.
func Seed(ctx context.Context, databaseURL string) error {
	var products []Product
	if err := json.Unmarshal(seed, &products); err != nil {
		return err
	}
	connection, err := pgx.Connect(ctx, databaseURL)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	for _, p := range products {
		if _, err := connection.Exec(ctx, `
			INSERT INTO products (sku, name, description, price_cents, currency, stock)
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sku) DO NOTHING`,
			p.SKU, p.Name, p.Description, p.PriceCents, p.Currency, p.Stock); err != nil {
			return err
		}
	}
	return nil
}
