"""Pulumi: projects, stacks, and the resources of those that are written in YAML."""
