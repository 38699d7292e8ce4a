package shop

import org.springframework.beans.factory.annotation.Value

class Main(
    @Value("\${MAIL_HOST:mail.local}") private val mail: String,
) {
    val url = System.getenv("URL") ?: "http://localhost"
    val key = System.getenv("PRIVATE_KEY") ?: error("no key")
    val size = System.getenv("SIZE")?.toInt() ?: 10
    val must = System.getenv("MUST")!!
    val all = System.getenv()["LISTED"]
}
