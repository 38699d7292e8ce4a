"""The cost plan."""
