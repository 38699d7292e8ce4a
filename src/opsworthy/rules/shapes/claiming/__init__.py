"""What a document claims of its system, and what the files say to it."""
