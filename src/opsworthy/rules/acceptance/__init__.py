"""The questions that somebody who does not know the system asks, put to the documents."""
