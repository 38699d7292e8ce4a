use actix_web::{get, web, App, HttpResponse, HttpServer};

#[get("/livez")]
async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok", uptime: 1 })
}

pub fn app() {
    HttpServer::new(|| {
        App::new()
            .service(web::scope("/internal").service(livez))
            .route("/readyz", web::get().to(readyz))
    })
}

async fn readyz() -> HttpResponse {
    HttpResponse::Ok().finish()
}
