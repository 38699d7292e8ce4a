"""Proves documented commands in a stage and records the evidence; the only floor that runs anything from a document."""
