"""Regular expressions as Go understands them, matched in time that grows with the text and the pattern alone."""
