package main

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const prefix = "/internal"

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", health)
	mux.HandleFunc("POST /ready", health)
	mux.HandleFunc(prefix+"/readyz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"ready": true}`) })
	mux.Handle("/metrics", promhttp.Handler())
	mux.HandleFunc("/orders/{id}/status", health)
	return mux
}

func probe() {
	_, _ = http.Get("http://localhost/healthz")
}

func serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/livez" {
		fmt.Fprint(w, "ok")
	}
}
