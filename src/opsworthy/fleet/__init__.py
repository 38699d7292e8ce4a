"""Many repositories: scorecards read from findings, and their ranking."""
