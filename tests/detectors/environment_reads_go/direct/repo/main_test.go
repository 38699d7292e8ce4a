package main

import "os"

var only = os.Getenv("ONLY_IN_TESTS")
