"""Documents that hold, one fault made in each, and whether the rule that should catches it."""
