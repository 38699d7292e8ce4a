package main

import (
	"cmp"
	"errors"
	"log"
	"os"
)

const envPort = "PORT"

var region = os.Getenv("REGION")

func load() error {
	port := os.Getenv(envPort)
	if port == "" {
		port = "8080"
	}
	host := cmp.Or(os.Getenv("HOST"), "0.0.0.0")
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		return errors.New("DATABASE_URL is not set")
	}
	if value, ok := os.LookupEnv("BUCKET"); !ok {
		log.Fatal("BUCKET is not set")
	} else {
		log.Print(value)
	}
	if os.Getenv("QUEUE") == "" {
		panic("QUEUE is not set")
	}
	if level := os.Getenv("LOG_LEVEL"); level != "" {
		log.Print(level)
	}
	// os.Getenv("IN_A_COMMENT")
	log.Print(port, host, url, "os.Getenv(\"IN_A_STRING\")")
	return nil
}
