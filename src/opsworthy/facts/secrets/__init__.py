"""Secrets by name, in the files of the tools that keep them and in the settings that ask for them."""
