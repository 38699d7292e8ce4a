class Main {
    @PreDestroy
    void stop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }
}
