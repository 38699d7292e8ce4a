// Command gateway is the public API of the shop: it knows customers by their tokens and forwards to the services.
//
//	gateway                 serve HTTP
//	gateway healthcheck     exit 0 when the service on this machine is alive
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"example.com/shop/gateway/internal/edge"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: logLevel()})).With("service", "gateway"))
	if err := run(os.Args[1:]); err != nil {
		slog.Error("gateway stopped", "error", err.Error())
		os.Exit(1)
	}
}

func run(args []string) error {
	switch strings.Join(args, " ") {
	case "", "serve":
		return serve()
	case "healthcheck":
		return healthcheck()
	}
	return fmt.Errorf("unknown command %q", strings.Join(args, " "))
}

func serve() error {
	config, err := readConfig()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	server := &http.Server{
		Addr:              ":" + env("PORT", "8080"),
		Handler:           edge.New(config),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      config.UpstreamTimeout + 5*time.Second,
		IdleTimeout:       60 * time.Second,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	slog.Info("listening", "address", server.Addr)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("shutting down")
	deadline, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	slog.Info("stopped")
	return nil
}

func readConfig() (edge.Config, error) {
	config := edge.Config{
		Version:    env("APP_VERSION", "dev"),
		SigningKey: []byte(os.Getenv("JWT_SIGNING_KEY")),
		Upstreams:  map[string]*url.URL{},
	}
	if len(config.SigningKey) < 32 {
		return config, errors.New("JWT_SIGNING_KEY must have at least 32 bytes")
	}
	var err error
	if config.UpstreamTimeout, err = time.ParseDuration(env("UPSTREAM_TIMEOUT", "15s")); err != nil {
		return config, fmt.Errorf("UPSTREAM_TIMEOUT: %w", err)
	}
	if config.SessionTTL, err = time.ParseDuration(env("SESSION_TTL", "24h")); err != nil {
		return config, fmt.Errorf("SESSION_TTL: %w", err)
	}
	addresses := map[string]string{
		"catalog": env("CATALOG_URL", "http://localhost:8081"),
		"cart":    env("CART_URL", "http://localhost:8082"),
		"orders":  env("ORDERS_URL", "http://localhost:8083"),
	}
	for name, address := range addresses {
		if config.Upstreams[name], err = url.Parse(address); err != nil {
			return config, fmt.Errorf("address of %s: %w", name, err)
		}
	}
	return config, nil
}

func healthcheck() error {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://127.0.0.1:" + env("PORT", "8080") + "/healthz")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("healthz answered %d", response.StatusCode)
	}
	return nil
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func logLevel() slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(env("LOG_LEVEL", "info"))); err != nil {
		return slog.LevelInfo
	}
	return level
}
