"""Deployment procedures."""
