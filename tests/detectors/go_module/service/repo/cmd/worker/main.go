package main

func main() { work() }
