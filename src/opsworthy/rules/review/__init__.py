"""Whether a person or an agent has reviewed the documents by the seven criteria of the bar, as they are now."""
