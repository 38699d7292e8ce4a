// Command catalog serves products and keeps their stock.
//
//	catalog                 serve HTTP
//	catalog migrate up      bring the database to the newest schema
//	catalog migrate down    take back the newest migration
//	catalog healthcheck     exit 0 when the service on this machine is alive
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"example.com/shop/catalog/internal/api"
	"example.com/shop/catalog/internal/store"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: logLevel()})).With("service", "catalog"))
	if err := run(os.Args[1:]); err != nil {
		slog.Error("catalog stopped", "error", err.Error())
		os.Exit(1)
	}
}

func run(args []string) error {
	switch strings.Join(args, " ") {
	case "", "serve":
		return serve()
	case "migrate up":
		return migrateUp()
	case "migrate down":
		return store.MigrateDown(os.Getenv("DATABASE_URL"))
	case "healthcheck":
		return healthcheck()
	}
	return fmt.Errorf("unknown command %q", strings.Join(args, " "))
}

func serve() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	maxConnections, err := strconv.Atoi(env("DATABASE_MAX_CONNECTIONS", "5"))
	if err != nil {
		return fmt.Errorf("DATABASE_MAX_CONNECTIONS: %w", err)
	}
	products, err := store.Open(ctx, os.Getenv("DATABASE_URL"), int32(maxConnections))
	if err != nil {
		return err
	}
	defer products.Close()

	server := &http.Server{
		Addr:              ":" + env("PORT", "8081"),
		Handler:           api.New(products, env("APP_VERSION", "dev")),
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      15 * time.Second,
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

func migrateUp() error {
	databaseURL := os.Getenv("DATABASE_URL")
	if err := store.MigrateUp(databaseURL); err != nil {
		return err
	}
	if env("SEED_DEMO_PRODUCTS", "false") != "true" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return store.Seed(ctx, databaseURL)
}

func healthcheck() error {
	client := http.Client{Timeout: 2 * time.Second}
	response, err := client.Get("http://127.0.0.1:" + env("PORT", "8081") + "/healthz")
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
