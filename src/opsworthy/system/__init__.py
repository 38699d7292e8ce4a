"""The typed model of how a system runs, every entry with the places that say so."""
