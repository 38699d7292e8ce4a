"""What a command line means: its tool, effect, purposes and targets, read from grammars as data."""
