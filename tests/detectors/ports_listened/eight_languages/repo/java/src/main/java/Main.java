import io.grpc.ServerBuilder;

class Main {
    public static void main(String[] args) {
        int port = Integer.parseInt(System.getenv().getOrDefault("GRPC_PORT", "50051"));
        ServerBuilder.forPort(port).build().start();
    }
}
