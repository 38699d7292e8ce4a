use clap::Parser;

#[derive(Parser)]
struct Options {
    #[arg(long, env = "LISTEN_ADDR", default_value = "0.0.0.0:3000")]
    listen: String,
    /// Where the cache is.
    #[arg(long, env)]
    cache_url: String,
    #[clap(long, env = "TIMEOUT", default_value_t = 30)]
    timeout: u64,
    #[arg(env = "PROXY")]
    proxy: Option<String>,
}
