"""The sections of a runbook, each from the system model."""
