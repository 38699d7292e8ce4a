"""Thin readers of the same use cases, over protocols."""
