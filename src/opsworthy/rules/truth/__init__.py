"""Documents held against the system model."""
