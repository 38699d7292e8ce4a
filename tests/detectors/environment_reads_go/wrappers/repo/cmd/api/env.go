package main

import (
	"fmt"
	"os"
)

func mustMap(target *string, name string) {
	value := os.Getenv(name)
	if value == "" {
		panic(fmt.Sprintf("%q is not set", name))
	}
	*target = value
}

func env(name, fallback string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return fallback
}
