package main

import (
	"net/http"
	"os"
)

func main() {
	port := "8080"
	if os.Getenv("PORT") != "" {
		port = os.Getenv("PORT")
	}
	go http.ListenAndServe(":9090", nil)
	server := &http.Server{Addr: ":" + port}
	server.ListenAndServe()
}
