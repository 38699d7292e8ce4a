PORT=8080
STRIPE_KEY="op://shop/stripe/key"
DB_PASSWORD=vault:secret/data/shop#password
API_TOKEN=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/api-AbCdEf
OLD=arn:aws:s3:::bucket
GCP_KEY=projects/shop/secrets/gcp-key/versions/latest
PUSH_KEY=sm://shop/push-key
APP_SECRET=@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/app-secret/)
MAIL=ref+awsssm://shop/mail
# COMMENTED=op://shop/x/y
