use axum::{routing::get, Router};
mod health;

#[tokio::main]
async fn main() {
    let app = Router::new()
        .nest("/api", health::router())
        .route("/metrics", get(metrics))
        .route("/ping", post(pong));
}
