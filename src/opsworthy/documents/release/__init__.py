"""The chapters of a release guide: the runbook of what is published rather than deployed."""
