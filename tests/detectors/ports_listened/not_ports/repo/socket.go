package main

import "net"

func main() {
	net.Listen("unix", "/run/shop.sock")
	net.Dial("tcp", "db:5432")
}
