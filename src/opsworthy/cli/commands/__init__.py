"""One module per command; discovered by `cli/main.py`."""
