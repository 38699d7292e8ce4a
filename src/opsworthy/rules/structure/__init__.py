"""How a runbook is made as a whole."""
