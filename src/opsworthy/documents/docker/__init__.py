"""The procedures of a single machine with Docker and nothing around it."""
