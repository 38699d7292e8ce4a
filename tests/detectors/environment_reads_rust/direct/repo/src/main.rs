use std::env;

const QUEUE: &str = "QUEUE_NAME";

fn main() {
    let url = env::var("DATABASE_URL").expect("DATABASE_URL must be set");
    let port = env::var("PORT").unwrap_or_else(|_| "8080".to_string()).parse::<u16>().unwrap();
    let host = std::env::var("HOST_NAME").unwrap_or("0.0.0.0".into());
    let level = env::var("LEVEL").ok();
    let queue = env::var(QUEUE).unwrap_or_default();
    let built = option_env!("GIT_SHA").unwrap_or("unknown");
    let crate_version = env!("CARGO_PKG_VERSION");
    let mode = match env::var("MODE") {
        Ok(value) => value,
        Err(_) => "fast".to_string(),
    };
    let key = match env::var("SIGNING_KEY") {
        Ok(value) => value,
        Err(_) => panic!("no key"),
    };
    if let Ok(zone) = env::var("ZONE") {
        println!("{zone}");
    }
    run().unwrap();
}

fn run() -> Result<(), std::env::VarError> {
    let token = std::env::var("TOKEN")?;
    let region = read_or("REGION", "eu");
    Ok(())
}

fn read_or(name: &str, fallback: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| fallback.to_string())
}
