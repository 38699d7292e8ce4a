package main

import (
	"os"

	"example.com/shop/internal/config"
)

type server struct{ catalog string }

func main() {
	s := &server{}
	mustMap(&s.catalog, "CATALOG_ADDR")
	run(os.Getenv, env("PORT", "8080"))
	_ = config.Duration("TIMEOUT", "15s")
}

func run(lookup func(string) string, port string) {
	_ = lookup("LOG_LEVEL")
}
