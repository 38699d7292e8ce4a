package config

import "os"

// Duration reads SHOP_<name>.
func Duration(name, fallback string) string {
	if value := os.Getenv("SHOP_" + name); value != "" {
		return value
	}
	return fallback
}
