class Check {
    private static final String[] EXPECTED = {"VERSION", "PORT"};

    void check() {
        for (String name : EXPECTED) {
            if (System.getenv(name) == null) {
                System.exit(1);
            }
        }
    }
}
