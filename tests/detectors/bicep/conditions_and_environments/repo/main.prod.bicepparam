using './main.bicep'

param sku = 'Premium'
param withCache = true
