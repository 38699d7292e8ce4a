package api

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var durations = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name:    "http_request_duration_seconds",
	Help:    "Time to answer a request.",
	Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
}, []string{"method", "route", "status"})

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// observe measures and logs every request but those of the probes and of Prometheus.
func observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		recorded := &recorder{w, http.StatusOK}
		next.ServeHTTP(recorded, r)

		// The mux has written the pattern that matched into the request.
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
			"duration_ms", elapsed.Milliseconds(), "request_id", r.Header.Get("X-Request-Id"))
	})
}
