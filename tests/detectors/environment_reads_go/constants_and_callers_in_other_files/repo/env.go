package main

import "os"

func get(name string) string { return os.Getenv(name) }

var region = os.Getenv(envRegion)
