param name string
param size string
@secure()
param password string
resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2023-03-01-preview' = {
  name: name
  sku: {
    name: size
    tier: 'Burstable'
  }
  properties: {
    version: '16'
    administratorLoginPassword: password
    backup: {
      backupRetentionDays: 14
    }
  }
}
output host string = server.properties.fullyQualifiedDomainName
