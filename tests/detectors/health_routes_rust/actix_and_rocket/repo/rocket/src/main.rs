#[macro_use] extern crate rocket;
use rocket::serde::json::Json;

#[get("/health")]
fn health() -> &'static str {
    "ok"
}

#[launch]
fn start() -> _ {
    rocket::build().mount("/status", routes![health])
}
