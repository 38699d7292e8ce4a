fn main() { println!("{}", std::env::var("ONLY_WHEN_BUILT").unwrap()); }
