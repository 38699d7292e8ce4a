"""What happened: rehearsals, reviews (append-only, in `.opsworthy/records/`)."""
