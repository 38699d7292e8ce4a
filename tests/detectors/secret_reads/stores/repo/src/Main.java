import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class Main {
    Object request = GetSecretValueRequest.builder().secretId("shop/java").build();
}
