// Package api is the HTTP face of the catalog.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"example.com/shop/catalog/internal/store"
)

// Store is what the routes need of the database.
type Store interface {
	Ping(context.Context) error
	Products(context.Context) ([]store.Product, error)
	Product(ctx context.Context, sku string) (store.Product, error)
	Reserve(ctx context.Context, orderID string, items []store.Item) error
	Release(ctx context.Context, orderID string) error
}

var uuidPattern = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

type api struct {
	store   Store
	version string
}

func New(products Store, version string) http.Handler {
	a := api{products, version}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", a.healthz)
	mux.HandleFunc("GET /readyz", a.readyz)
	mux.Handle("GET /metrics", promhttp.Handler())
	mux.HandleFunc("GET /v1/products", a.products)
	mux.HandleFunc("GET /v1/products/{sku}", a.product)
	mux.HandleFunc("PUT /v1/reservations/{order}", a.reserve)
	mux.HandleFunc("DELETE /v1/reservations/{order}", a.release)
	return observe(mux)
}

func (a api) healthz(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok", "version": a.version})
}

func (a api) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := a.store.Ping(ctx); err != nil {
		slog.Error("not ready: database unreachable", "error", err.Error())
		answer(w, http.StatusServiceUnavailable,
			map[string]string{"status": "unavailable", "database": "unreachable", "version": a.version})
		return
	}
	answer(w, http.StatusOK, map[string]string{"status": "ok", "database": "ok", "version": a.version})
}

func (a api) products(w http.ResponseWriter, r *http.Request) {
	products, err := a.store.Products(r.Context())
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, http.StatusOK, map[string]any{"products": products})
}

func (a api) product(w http.ResponseWriter, r *http.Request) {
	product, err := a.store.Product(r.Context(), r.PathValue("sku"))
	if err != nil {
		fail(w, err)
		return
	}
	answer(w, http.StatusOK, product)
}

func (a api) reserve(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Items []store.Item `json:"items"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&body)
	if err != nil || !validReservation(r.PathValue("order"), body.Items) {
		answer(w, http.StatusBadRequest, problem("an order id and 1 to 100 items with a quantity of 1 to 99 are needed"))
		return
	}
	if err := a.store.Reserve(r.Context(), r.PathValue("order"), body.Items); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a api) release(w http.ResponseWriter, r *http.Request) {
	if !uuidPattern.MatchString(r.PathValue("order")) {
		answer(w, http.StatusBadRequest, problem("an order id is needed"))
		return
	}
	if err := a.store.Release(r.Context(), r.PathValue("order")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func validReservation(orderID string, items []store.Item) bool {
	if !uuidPattern.MatchString(orderID) || len(items) == 0 || len(items) > 100 {
		return false
	}
	for _, item := range items {
		if item.SKU == "" || item.Quantity < 1 || item.Quantity > 99 {
			return false
		}
	}
	return true
}

func fail(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		answer(w, http.StatusNotFound, problem(err.Error()))
	case errors.Is(err, store.ErrInsufficient):
		answer(w, http.StatusConflict, problem(err.Error()))
	default:
		slog.Error("request failed", "error", err.Error())
		answer(w, http.StatusServiceUnavailable, problem("catalog database unavailable"))
	}
}

func problem(message string) map[string]string { return map[string]string{"error": message} }

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		slog.Warn("answer not written", "error", err.Error())
	}
}
