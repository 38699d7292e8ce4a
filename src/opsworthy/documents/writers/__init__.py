"""One file per document that Opsworthy writes."""
