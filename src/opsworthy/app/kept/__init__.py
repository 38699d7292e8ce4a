"""What one survey of a folder found, kept outside of it for the next: a survey of what has not changed reads nothing again."""
