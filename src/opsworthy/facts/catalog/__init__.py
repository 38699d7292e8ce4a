"""Who owns what and who can be reached, as catalogues of services and owners say it."""
