"""Go's text templates, read and evaluated here, so that every printed value keeps the place that states it."""
