const { GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager')
client.send(new GetSecretValueCommand({ SecretId: 'shop/stripe' }))
client.accessSecretVersion({ name: `projects/${project}/secrets/x` })
