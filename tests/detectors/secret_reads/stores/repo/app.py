import boto3
from azure.keyvault.secrets import SecretClient

NAME = "shop/database"
boto3.client("secretsmanager").get_secret_value(SecretId=NAME)
boto3.client("ssm").get_parameter(Name="/shop/token", WithDecryption=True)
SecretClient(url, credential).get_secret("stripe-key")
