"""One module per technology; discovered by `facts/detect.py`."""
