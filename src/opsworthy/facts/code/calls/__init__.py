"""Calls, literals and missing values in source code, read alike in every language through its syntax tree."""
