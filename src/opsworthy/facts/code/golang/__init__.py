"""Reading Go source through its syntax tree."""
