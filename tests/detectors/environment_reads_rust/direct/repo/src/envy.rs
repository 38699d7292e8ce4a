#[derive(Deserialize, Debug)]
struct Config {
    smtp_host: String,
    #[serde(default)]
    smtp_port: u16,
    smtp_user: Option<String>,
}

fn load() -> Config {
    envy::from_env::<Config>().unwrap()
}
