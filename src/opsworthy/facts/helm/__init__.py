"""Helm charts: which stand here, what they take in, and what they render to with which values."""
