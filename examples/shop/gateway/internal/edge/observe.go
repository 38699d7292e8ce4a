package edge

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

const requestHeader = "X-Request-Id"

var (
	durations = promauto.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_request_duration_seconds",
		Help:    "Time to answer a request.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, []string{"method", "route", "status"})

	requestID = regexp.MustCompile(`^[A-Za-z0-9-]{8,64}$`)
)

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// observe gives each request an id, takes away headers that only the gateway may set, and measures and logs the answer.
func observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		r.Header.Del(customerHeader)
		if !requestID.MatchString(r.Header.Get(requestHeader)) {
			r.Header.Set(requestHeader, newID())
		}
		id := r.Header.Get(requestHeader)
		w.Header().Set(requestHeader, id)
		recorded := &recorder{w, http.StatusOK}
		next.ServeHTTP(recorded, r)

		_, route, _ := strings.Cut(r.Pattern, " ")
		if route == "/healthz" || route == "/readyz" || route == "/metrics" {
			return
		}
		if route == "" {
			route = "unmatched"
		}
		elapsed := time.Since(started)
		durations.WithLabelValues(r.Method, route, strconv.Itoa(recorded.status)).Observe(elapsed.Seconds())
		slog.Info("request", "method", r.Method, "route", route, "status", recorded.status,
			"duration_ms", elapsed.Milliseconds(), "request_id", id)
	})
}

func newID() string {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "unknown-request"
	}
	return hex.EncodeToString(id)
}
