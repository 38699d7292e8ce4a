"""Reading PHP source through its syntax tree."""
