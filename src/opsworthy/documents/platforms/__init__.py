"""What each platform's commands are, from the system model."""
