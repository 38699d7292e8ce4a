use std::net::TcpListener;

fn main() {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_string());
    let listener = TcpListener::bind(format!("0.0.0.0:{}", port)).unwrap();
    let server = HttpServer::new(|| App::new()).bind(("0.0.0.0", 8080)).unwrap();
}
