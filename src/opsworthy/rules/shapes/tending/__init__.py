"""What a system has, and the procedures that see to it."""
