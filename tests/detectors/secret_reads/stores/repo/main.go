package main

func main() {
	svc.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("shop/go")})
	client.AccessSecretVersion(ctx, &secretmanagerpb.AccessSecretVersionRequest{Name: "projects/p/secrets/s/versions/1"})
}
