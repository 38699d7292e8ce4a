async fn run() {
    axum::serve(listener, app).with_graceful_shutdown(stop()).await;
    let mut term = signal(SignalKind::terminate()).unwrap();
}
