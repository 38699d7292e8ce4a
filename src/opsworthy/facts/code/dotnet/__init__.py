"""Reading C# source through its syntax tree."""
