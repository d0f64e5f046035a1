// Contributions, queues, leases, cached works, and the program's packages. Reached by identity alone: shared keys are
// off, so there is no key that could leak.
param name string
param location string

@description('The program\'s identity.')
param principalId string

var deploymentContainerName = 'deployments'
var containerNames = ['leases', 'works', deploymentContainerName]
var queueNames = ['contributions', 'contributions-poison']
var tableNames = ['contributions', 'due']

// Built-in roles, by their ids: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var roles = {
  // Owner, not Contributor: the Functions host asks for it on its own storage.
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

// Tables can't be brought back once they are gone, and some of what they hold stands nowhere else.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'kept'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds what GitHub could not give back. Remove this lock to remove the account.'
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for container in containerNames: {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [
  for queue in queueNames: {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for table in tableNames: {
    parent: tableService
    name: table
  }
]

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, principalId, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output accountName string = account.name
output deploymentContainer string = '${account.properties.primaryEndpoints.blob}${deploymentContainerName}'
