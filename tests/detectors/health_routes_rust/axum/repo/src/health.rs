use axum::{routing::get, Json, Router};

pub fn router() -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(|| async { "ok" }))
}

async fn health() -> Json<Value> {
    Json(json!({"status": "ok", "db": {"up": true}}))
}
