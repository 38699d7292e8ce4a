package shop;

public class Settings {
    private static final String QUEUE = "QUEUE_NAME";
    private static final String FALLBACK = "orders";

    private final String host = System.getenv("DB_HOST");
    private final String port = Optional.ofNullable(System.getenv("DB_PORT")).orElse("5432");
    private final String queue = System.getenv().getOrDefault(QUEUE, FALLBACK);
    private final int workers = Integer.parseInt(System.getenv("WORKERS"));
    private final String token = Objects.requireNonNull(System.getenv("API_TOKEN"));

    void load() {
        String region = System.getenv("REGION");
        if (region == null || region.isBlank()) {
            throw new IllegalStateException("REGION is missing");
        }
        String zone = System.getenv("ZONE");
        if (zone == null) {
            zone = "a";
        }
        String mode = System.getenv("MODE") != null ? System.getenv("MODE") : "fast";
        log(System.getProperty("user.home"), "DB_HOST is " + host);
    }

    static String read(String name, String fallback) {
        String value = System.getenv(name);
        return value == null ? fallback : value;
    }

    private static String need(String name) {
        return Optional.ofNullable(System.getenv(name)).orElseThrow();
    }

    String own = need("OWN_NAME");
}
