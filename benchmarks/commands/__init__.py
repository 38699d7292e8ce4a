"""Commands of public runbooks, held against what their tools accept."""
