"""Secrets: where they are kept, who may read them, how they are replaced, and that no value stands in the open."""
