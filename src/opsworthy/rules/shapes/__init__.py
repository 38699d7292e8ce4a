"""The mechanisms that rules are made of."""
