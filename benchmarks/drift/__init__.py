"""Seeded drift: one value changed in the files or in a document of a public repository, and whether a check says so."""
