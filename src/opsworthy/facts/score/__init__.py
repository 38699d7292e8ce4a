"""Reading score files."""
