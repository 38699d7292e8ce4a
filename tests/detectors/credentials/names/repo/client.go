package main

func main() {
	client.Set("QUEUE_URL", "amqps://orders:kq83-91ff-Zx7@queue.shop-internal.net:5671/orders")
	connect(first, "amqps://orders:kq83-91ff-Zx7@queue.shop-internal.net:5671/orders")
}
