"""One file for each way to print a check; see `reports/format.py`."""
