package shop;

public class Other {
    String smtp = Settings.read("SMTP_HOST", "localhost");
    String not = map.read("NOT_A_VARIABLE", "x");
}
