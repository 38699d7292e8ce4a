"""Opsworthy: operational documents that a repository's own files support, held to a quality bar."""

__version__ = "0.1.0"
