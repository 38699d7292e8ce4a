"""Typed documents: parsed from Markdown, or drafted from the system model."""
