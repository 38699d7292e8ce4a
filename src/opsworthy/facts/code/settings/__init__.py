"""Configuration files that frameworks read when a program starts, with the environment variables that they name."""
