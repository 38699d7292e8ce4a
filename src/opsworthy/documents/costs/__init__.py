"""The sections of a cost plan, each from the system model and the estimate."""
