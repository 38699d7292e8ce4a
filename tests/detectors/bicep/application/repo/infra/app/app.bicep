param name string
param settings object
resource app 'Microsoft.App/containerApps@2023-05-01' = {
  name: name
  tags: { 'azd-service-name': 'storefront' }
  properties: {
    configuration: {
      ingress: {
        external: true
        targetPort: 8080
        customDomains: [ { name: 'shop.example.com' } ]
      }
      secrets: [
        { name: 'api-key', keyVaultUrl: 'https://shop-vault.vault.azure.net/secrets/storefront-api-key' }
      ]
    }
    template: {
      containers: [
        {
          name: 'storefront'
          image: 'shop.azurecr.io/storefront:2.1'
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'API_KEY', secretRef: 'api-key' }
            { name: 'LOG_LEVEL', value: settings.LOG_LEVEL }
            { name: 'DATABASE_HOST', value: settings.DATABASE_HOST }
          ]
          probes: [
            { type: 'Readiness', httpGet: { path: '/ready', port: 8080 }, periodSeconds: 10 }
          ]
        }
      ]
      scale: { minReplicas: 1, maxReplicas: 5 }
    }
  }
}
