using 'main.bicep'

// The workflow and the operator's shell set these; nothing here is secret.
param gitHubAppId = readEnvironmentVariable('SBI_GITHUB_APP_ID')
param contact = readEnvironmentVariable('SBI_CONTACT')
param operatorEmail = readEnvironmentVariable('SBI_OPERATOR_EMAIL')
param maximumInstanceCount = int(readEnvironmentVariable('SBI_MAXIMUM_INSTANCES', '40'))
param moreSettings = json(readEnvironmentVariable('SBI_SETTINGS', '{}'))
param rotatingWebhookSecret = bool(readEnvironmentVariable('SBI_ROTATING_WEBHOOK_SECRET', 'false'))
