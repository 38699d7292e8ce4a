// Command api serves HTTP.
package main

func main() {}
