"""What a coding agent may ask: tools over the use cases, described once."""
