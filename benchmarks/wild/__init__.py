"""How true findings are on documents of strangers: drawn at random, read by hand, labelled, counted."""
