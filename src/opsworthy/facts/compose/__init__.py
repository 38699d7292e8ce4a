"""Compose files: which belong together, and what their services say."""
