package shop

import io.ktor.server.application.*
import io.ktor.server.routing.*

fun Application.routes() {
    routing {
        get("/health") {
            call.respond(mapOf("status" to "ok", "version" to 1))
        }
        route("/internal") {
            get("/ready") { call.respondText("ok") }
        }
        route("/live") {
            get { call.respondText("ok") }
        }
        post("/ping") { }
    }
}
