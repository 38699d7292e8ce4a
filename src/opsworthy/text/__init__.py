"""Texts and their syntax, with a place for everything: YAML, JSON, TOML, Markdown, shell, Dockerfile, source code."""
