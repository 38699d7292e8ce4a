"""Secrets and the pipeline."""
