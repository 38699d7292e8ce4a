"""Finds what documents say to a question or a symptom: entries, their terms, an index over them, and the best of them."""
