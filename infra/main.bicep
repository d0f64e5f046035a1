// All that SbiContrib needs in Azure, in one resource group. No secret is set here: docs/operator.md says how to put
// the two of them into the vault.
targetScope = 'resourceGroup'

@description('First part of every resource name: lower case letters and digits.')
@minLength(3)
@maxLength(10)
param name string = 'sbicontrib'

@description('Where everything stands; Flex Consumption must be offered there.')
param location string = resourceGroup().location

@description('The id of the GitHub App.')
@minLength(1)
param gitHubAppId string

@description('Who answers for the requests to arXiv, Crossref and the others: an e-mail address.')
@minLength(3)
param contact string

@description('Where alerts go.')
@minLength(3)
param operatorEmail string

@description('True while the webhook secret is being changed: the vault then holds github-webhook-secret-next, too.')
param rotatingWebhookSecret bool = false

@description('How many instances may run at once. One installation is served by one at a time anyway, so that 4 are plenty; 40 is the least that every region takes.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of one instance in MB.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('Further settings of the program by their names, as docs/operator.md lists them. What is set elsewhere is gone with the next deployment.')
param moreSettings object = {}

@description('What the resource group may cost a month, in the currency of the subscription, before a mail says so; 0 where nobody is told.')
@minValue(0)
param monthlyBudget int = 20

@description('From when on the cost is counted: the first day of a month.')
param budgetFrom string = utcNow('yyyy-MM-01')

var suffix = uniqueString(resourceGroup().id, name)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

module storage 'modules/storage.bicep' = {
  params: {
    name: take('${name}${suffix}', 24)
    location: location
    principalId: identity.properties.principalId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: take('${name}-${suffix}', 24)
    location: location
    principalId: identity.properties.principalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    location: location
    principalId: identity.properties.principalId
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storage.outputs.accountName
    deploymentContainer: storage.outputs.deploymentContainer
    vaultUri: vault.outputs.uri
    applicationInsightsConnection: monitoring.outputs.connection
    gitHubAppId: gitHubAppId
    rotatingWebhookSecret: rotatingWebhookSecret
    contact: contact
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    moreSettings: moreSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    workspaceId: monitoring.outputs.workspaceId
    operatorEmail: operatorEmail
    storageAccountName: storage.outputs.accountName
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
}

@description('Where the program is put.')
output functionAppName string = app.outputs.name

@description('What the GitHub App is told as its webhook address.')
output webhookUrl string = 'https://${app.outputs.host}/api/github/webhooks'

@description('Where the secrets belong.')
output vaultName string = vault.outputs.name

@description('Where contributions, queues and leases are.')
output storageAccountName string = storage.outputs.accountName
