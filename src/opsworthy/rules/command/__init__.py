"""Commands: whether they can run as they are written, and whether what they do is said and safe."""
