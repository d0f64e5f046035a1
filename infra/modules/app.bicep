// The function app: Flex Consumption, one executable behind the Functions host as its custom handler.
param name string
param location string
param identityId string
param identityClientId string
param storageAccountName string

@description('Address of the container that holds the program\'s packages.')
param deploymentContainer string
param vaultUri string
param applicationInsightsConnection string
param gitHubAppId string
param rotatingWebhookSecret bool
param contact string
param maximumInstanceCount int
param instanceMemoryMB int
param moreSettings object

// Without a version, so that a secret that was changed in the vault is read anew within a day, or as soon as it is asked for (docs/operator.md).
var secret = {
  privateKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/github-private-key)'
  webhook: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/github-webhook-secret)'
  nextWebhook: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/github-webhook-secret-next)'
}

var settings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  Storage__AccountName: storageAccountName
  GitHub__AppId: gitHubAppId
  GitHub__PrivateKey: secret.privateKey
  GitHub__WebhookSecrets__0: secret.webhook
  Sources__Contact: contact
}

// Only while it exists: a reference that can't be resolved is handed to the program as it stands here.
var rotation = rotatingWebhookSecret ? { GitHub__WebhookSecrets__1: secret.nextWebhook } : {}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      runtime: {
        name: 'custom'
        version: '1.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, { PublicAddress: 'https://${app.properties.defaultHostName}/' }, rotation, moreSettings)
  }

  // Packages come with an Entra token; a publishing password is never used.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
