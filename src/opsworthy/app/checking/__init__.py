"""The parts of a check: what was asked, what the repository configures, which documents, what is kept, what is accepted."""
