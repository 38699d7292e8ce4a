package main

import (
	"cmp"
	"os"
)

var key = cmp.Or(os.Getenv("API_KEY"), "k91ffk")
var store = cmp.Or(os.Getenv("STORE"), "amqp://app:pw44d0a9pw@queue")
