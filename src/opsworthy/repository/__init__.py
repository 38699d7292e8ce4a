"""Trees of sources: a folder, a git revision, memory."""
