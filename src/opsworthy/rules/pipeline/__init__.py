"""The pipeline: what its files do, and what the documents say where they do not."""
