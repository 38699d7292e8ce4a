"""One file for each thing that an own rule can ask for: a module-level `MECHANISM`."""
