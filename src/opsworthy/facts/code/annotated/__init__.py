"""Declarations that a framework fills from the environment: annotations, attributes of fields."""
