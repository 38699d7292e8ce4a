"""One module per way of being billed; discovered by `pricing/estimating.py`."""
