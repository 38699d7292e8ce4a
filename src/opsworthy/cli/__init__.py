"""Words at the terminal: arguments in, text and exit codes out."""
