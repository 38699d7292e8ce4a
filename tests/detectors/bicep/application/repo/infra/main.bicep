targetScope = 'subscription'
param environmentName string
param location string = 'westeurope'
@secure()
param databasePassword string
var prefix = 'shop'

module store './app/database.bicep' = {
  name: 'store'
  params: {
    name: '${prefix}-db'
    size: 'Standard_B1ms'
    password: databasePassword
  }
}

module web './app/app.bicep' = {
  name: 'web'
  params: {
    name: '${prefix}-${uniqueString(environmentName)}'
    settings: {
      DATABASE_HOST: store.outputs.host
      LOG_LEVEL: 'info'
    }
  }
}

module vault 'br/public:avm/res/key-vault/vault:0.5.1' = {
  name: 'vault'
  params: {
    name: 'shop-vault'
  }
}
