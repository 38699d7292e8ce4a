"""The procedures of Docker Compose."""
