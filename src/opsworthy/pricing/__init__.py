"""Money: the catalogue of prices, and estimates with ranges and reasons."""
