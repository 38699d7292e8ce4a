"""Terraform and OpenTofu: configuration read, evaluated per environment, and told as facts."""
