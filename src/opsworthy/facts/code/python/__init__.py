"""Reading Python source through its syntax tree."""
