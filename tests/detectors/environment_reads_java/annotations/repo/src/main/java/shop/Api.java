package shop;

@Component
public class Api {
    @Value("${BASE_URL}")
    private String base;

    @Value("${RETRIES:3}")
    private int retries;

    @Value("${shop.page-size:20}")
    private int page;

    @Value("${DB_PASSWORD:hunter2hunter2}")
    private String password;

    @ConfigProperty(name = "REGION", defaultValue = "eu")
    String region;

    @ConfigProperty(name = "greeting.message")
    String greeting;

    @Value("#{systemProperties['user.dir']}")
    String home;
}
