// Package edge routes the public API to the services behind it.
package edge

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type Config struct {
	Version         string
	SigningKey      []byte
	SessionTTL      time.Duration
	UpstreamTimeout time.Duration
	Upstreams       map[string]*url.URL // by service: catalog, cart, orders
}

type edge struct {
	config Config
	tokens tokens
	client *http.Client
}

// maxBody is the largest request that a customer or Stripe may send.
const maxBody = 256 << 10

func New(config Config) http.Handler {
	e := edge{config, tokens{config.SigningKey, config.SessionTTL}, &http.Client{Timeout: 3 * time.Second}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", e.health)
	mux.HandleFunc("GET /readyz", e.health)
	mux.Handle("GET /metrics", promhttp.Handler())
	mux.HandleFunc("GET /api/v1/status", e.status)
	mux.HandleFunc("POST /api/v1/sessions", e.openSession)

	mux.Handle("GET /api/v1/products", e.forward("catalog"))
	mux.Handle("GET /api/v1/products/{sku}", e.forward("catalog"))
	mux.Handle("GET /api/v1/cart", e.authenticated(e.forward("cart")))
	mux.Handle("DELETE /api/v1/cart", e.authenticated(e.forward("cart")))
	mux.Handle("PUT /api/v1/cart/items/{sku}", e.authenticated(e.forward("cart")))
	mux.Handle("DELETE /api/v1/cart/items/{sku}", e.authenticated(e.forward("cart")))
	mux.Handle("POST /api/v1/orders", e.authenticated(e.forward("orders")))
	mux.Handle("GET /api/v1/orders/{id}", e.authenticated(e.forward("orders")))
	// Stripe signs its requests; orders checks the signature.
	mux.Handle("POST /api/v1/webhooks/stripe", e.forward("orders"))
	return observe(mux)
}

// health says nothing about the services behind: a gateway that is up must stay reachable to report them.
func (e edge) health(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok", "version": e.config.Version})
}

// status asks every service whether it is ready; 503 when one is not.
func (e edge) status(w http.ResponseWriter, r *http.Request) {
	var lock sync.Mutex
	var asked sync.WaitGroup
	services := map[string]any{}
	overall, code := "ok", http.StatusOK
	for name, address := range e.config.Upstreams {
		asked.Add(1)
		go func() {
			defer asked.Done()
			state, ok := e.readiness(r.Context(), address)
			lock.Lock()
			defer lock.Unlock()
			services[name] = state
			if !ok {
				overall, code = "degraded", http.StatusServiceUnavailable
			}
		}()
	}
	asked.Wait()
	answer(w, code, map[string]any{"status": overall, "version": e.config.Version, "services": services})
}

func (e edge) readiness(ctx context.Context, address *url.URL) (any, bool) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.JoinPath("readyz").String(), nil)
	if err != nil {
		return map[string]string{"status": "unreachable"}, false
	}
	response, err := e.client.Do(request)
	if err != nil {
		return map[string]string{"status": "unreachable"}, false
	}
	defer response.Body.Close()
	var state map[string]string
	if err := json.NewDecoder(response.Body).Decode(&state); err != nil {
		return map[string]string{"status": "unreadable"}, false
	}
	return state, response.StatusCode == http.StatusOK
}

func (e edge) openSession(w http.ResponseWriter, _ *http.Request) {
	session, err := e.tokens.issue(time.Now())
	if err != nil {
		slog.Error("token not issued", "error", err.Error())
		answer(w, http.StatusInternalServerError, problem("no session could be opened"))
		return
	}
	answer(w, http.StatusCreated, session)
}

const customerHeader = "X-Customer-Id"

func (e edge) authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		customer, err := e.tokens.customer(token)
		if !found || err != nil {
			w.Header().Set("WWW-Authenticate", "Bearer")
			answer(w, http.StatusUnauthorized, problem("a valid session token is needed"))
			return
		}
		r.Header.Set(customerHeader, customer)
		next.ServeHTTP(w, r)
	})
}

// forward sends /api/v1/… to the service as /v1/….
func (e edge) forward(service string) http.Handler {
	upstream := e.config.Upstreams[service]
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32
	transport.ResponseHeaderTimeout = e.config.UpstreamTimeout
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(upstream)
			r.Out.URL.Path = strings.TrimPrefix(r.In.URL.Path, "/api")
			r.Out.URL.RawPath = strings.TrimPrefix(r.In.URL.RawPath, "/api")
			r.Out.Header.Del("Authorization")
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			slog.Error("upstream failed", "upstream", service, "error", err.Error(), "request_id", r.Header.Get(requestHeader))
			answer(w, http.StatusBadGateway, problem(service+" unavailable"))
		},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		proxy.ServeHTTP(w, r)
	})
}

func problem(message string) map[string]string { return map[string]string{"error": message} }

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		slog.Warn("answer not written", "error", err.Error())
	}
}
