package main

func work() {}
