"""Reading Java and Kotlin source through its syntax tree."""
