package main

func main() { println(get("SHOP_ZONE")) }
