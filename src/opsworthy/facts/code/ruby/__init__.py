"""Reading Ruby source through its syntax tree."""
