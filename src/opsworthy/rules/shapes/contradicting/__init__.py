"""What several documents say of the same thing, and where they differ."""
