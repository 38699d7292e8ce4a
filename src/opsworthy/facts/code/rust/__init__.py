"""Reading Rust source through its syntax tree."""
