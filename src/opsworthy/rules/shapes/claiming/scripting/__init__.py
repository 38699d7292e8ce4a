"""Scripts of the repository: which long options their texts declare."""
