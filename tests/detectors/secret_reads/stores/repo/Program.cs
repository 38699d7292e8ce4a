using Azure.Security.KeyVault.Secrets;
builder.Configuration.AddAzureKeyVault(new Uri(address), credential);
var secret = await client.GetSecretAsync("payments-key");
