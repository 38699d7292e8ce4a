"""Metrics, alerts, dashboards, escalation."""
