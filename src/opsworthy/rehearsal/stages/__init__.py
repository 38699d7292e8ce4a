"""One module per stage; discovered by `rehearsal/rehearse.py`. Processes start here."""
