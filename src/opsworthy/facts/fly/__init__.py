"""Reading fly.toml."""
