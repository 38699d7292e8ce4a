param sku string = 'Basic'
param withCache bool = false
param names array = []

resource cache 'Microsoft.Cache/redis@2023-08-01' = if (withCache) {
  name: 'shop-cache'
  properties: { sku: { name: sku } }
}

resource stores 'Microsoft.Storage/storageAccounts@2023-01-01' = [for name in names: {
  name: 'shop${name}'
  sku: { name: 'Standard_LRS' }
}]

resource known 'Microsoft.KeyVault/vaults@2023-02-01' existing = {
  name: 'shared'
}

resource api 'Microsoft.Web/sites@2022-09-01' = {
  name: 'shop-api'
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      healthCheckPath: '/api/health'
      appSettings: [
        { name: 'CACHE', value: cache.properties.hostName }
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(VaultName=shared;SecretName=db-password)' }
        { name: 'PAYMENT_TOKEN', value: '91ff5b0ca3d7' }
      ]
    }
  }
}

resource slow 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'slow'
  properties: {
    severity: 2
    windowSize: 'PT15M'
    criteria: {
      allOf: [ { metricName: 'HttpResponseTime', operator: 'GreaterThan', threshold: 5 } ]
    }
  }
}
