package parser

// Parse reads.
func Parse() {}
