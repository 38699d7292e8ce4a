"""Issues, their signs and their cures."""
