package api

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/shop/catalog/internal/store"
)

const orderID = "6f1c1f6e-6f0a-4f8e-9d7e-0a9b5a1c2d3e"

type fakeStore struct {
	down     bool
	stock    int
	reserved []store.Item
	released []string
}

func (f *fakeStore) Ping(context.Context) error {
	if f.down {
		return errors.New("connection refused")
	}
	return nil
}

func (f *fakeStore) Products(ctx context.Context) ([]store.Product, error) {
	return []store.Product{{SKU: "MUG-01", Name: "Enamel mug", PriceCents: 1450, Currency: "usd"}}, f.Ping(ctx)
}

func (f *fakeStore) Product(_ context.Context, sku string) (store.Product, error) {
	if sku != "MUG-01" {
		return store.Product{}, store.ErrNotFound
	}
	return store.Product{SKU: sku}, nil
}

func (f *fakeStore) Reserve(_ context.Context, _ string, items []store.Item) error {
	if items[0].Quantity > f.stock {
		return store.ErrInsufficient
	}
	f.reserved = items
	return nil
}

func (f *fakeStore) Release(_ context.Context, id string) error {
	f.released = append(f.released, id)
	return nil
}

func ask(f *fakeStore, method, path, body string) *httptest.ResponseRecorder {
	response := httptest.NewRecorder()
	New(f, "1.2.3").ServeHTTP(response, httptest.NewRequest(method, path, strings.NewReader(body)))
	return response
}

func TestRoutes(t *testing.T) {
	reservation := `{"items":[{"sku":"MUG-01","quantity":2}]}`
	cases := []struct {
		name, method, path, body string
		store                    fakeStore
		status                   int
		contains                 string
	}{
		{"alive", "GET", "/healthz", "", fakeStore{}, 200, `"version":"1.2.3"`},
		{"alive without a database", "GET", "/healthz", "", fakeStore{down: true}, 200, `"status":"ok"`},
		{"ready", "GET", "/readyz", "", fakeStore{}, 200, `"database":"ok"`},
		{"not ready", "GET", "/readyz", "", fakeStore{down: true}, 503, `"database":"unreachable"`},
		{"list", "GET", "/v1/products", "", fakeStore{}, 200, `"price_cents":1450`},
		{"list without a database", "GET", "/v1/products", "", fakeStore{down: true}, 503, "catalog database unavailable"},
		{"one", "GET", "/v1/products/MUG-01", "", fakeStore{}, 200, `"sku":"MUG-01"`},
		{"unknown", "GET", "/v1/products/NOPE", "", fakeStore{}, 404, "no such product"},
		{"reserve", "PUT", "/v1/reservations/" + orderID, reservation, fakeStore{stock: 5}, 204, ""},
		{"too many", "PUT", "/v1/reservations/" + orderID, reservation, fakeStore{stock: 1}, 409, "insufficient stock"},
		{"no order id", "PUT", "/v1/reservations/x", reservation, fakeStore{stock: 5}, 400, "order id"},
		{"no items", "PUT", "/v1/reservations/" + orderID, `{"items":[]}`, fakeStore{}, 400, "items"},
		{"negative", "PUT", "/v1/reservations/" + orderID, `{"items":[{"sku":"A","quantity":-1}]}`, fakeStore{}, 400, "quantity"},
		{"release", "DELETE", "/v1/reservations/" + orderID, "", fakeStore{}, 204, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := ask(&c.store, c.method, c.path, c.body)
			if response.Code != c.status {
				t.Fatalf("status %d, want %d: %s", response.Code, c.status, response.Body)
			}
			if !strings.Contains(response.Body.String(), c.contains) {
				t.Fatalf("body %q does not contain %q", response.Body, c.contains)
			}
		})
	}
}

func TestMetricsCountRoutesNotPaths(t *testing.T) {
	f := &fakeStore{}
	ask(f, "GET", "/v1/products/MUG-01", "")
	body := ask(f, "GET", "/metrics", "").Body.String()
	want := `http_request_duration_seconds_count{method="GET",route="/v1/products/{sku}",status="200"}`
	if !strings.Contains(body, want) {
		t.Fatalf("metrics lack %s", want)
	}
	if strings.Contains(body, `route="/metrics"`) {
		t.Fatal("metrics count themselves")
	}
}

func TestUnknownPathIs404(t *testing.T) {
	if code := ask(&fakeStore{}, "GET", "/nope", "").Code; code != http.StatusNotFound {
		t.Fatalf("status %d", code)
	}
}
