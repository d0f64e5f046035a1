// What an operator must hear of without looking: work that is stuck, calls that fail, and silence.
param name string
param location string
param workspaceId string
param operatorEmail string
param storageAccountName string
param monthlyBudget int
param budgetFrom string

var rules = [
  {
    name: 'stuck'
    description: 'A message went to the poison queue, or a contribution is stuck. docs/operator.md, "When something is stuck".'
    severity: 1
    frequency: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
      union
        (AppRequests | where Name == 'poison'),
        (AppTraces | where Message has 'ContributionStuck' or tostring(Properties) has 'ContributionStuck'),
        (AppTraces | where Message has 'OperatorNeeded'),
        (AppTraces | where Message has 'Message has reached MaxDequeueCount')
      | summarize Found = count()
    '''
  }
  {
    name: 'failures'
    description: 'More than a few requests, messages or timer runs failed.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 5
    query: '''
      AppRequests
      | where Success == false and (ResultCode == '0' or toint(ResultCode) >= 500)
      | summarize Found = count()
    '''
  }
  {
    name: 'silence'
    description: 'The timer did not run well for an hour: the program does not start, or the host has given it up.'
    severity: 1
    frequency: 'PT30M'
    window: 'PT1H'
    operator: 'LessThan'
    threshold: 1
    query: '''
      AppRequests
      | where Name == 'timer' and Success == true
      | summarize Found = count()
    '''
  }
]

resource operator 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operator'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: operatorEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      // The tables appear with the first telemetry; until then a query over them is refused.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Found'
            timeAggregation: 'Total'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [operator.id]
      }
    }
  }
]

// Messages that nobody can handle wait here until the stuck one is mended; many of them mean that nothing goes on.
resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' existing = {
  parent: storage
  name: 'default'
}

resource backlog 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-backlog'
  location: 'global'
  properties: {
    description: 'More than a thousand messages wait: GitHub is down for long, or the program does not get on. docs/operator.md, "Watch".'
    severity: 2
    enabled: true
    scopes: [queues.id]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'messages'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'QueueMessageCount'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 1000
        }
      ]
    }
    actions: [
      {
        actionGroupId: operator.id
      }
    ]
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = if (monthlyBudget > 0) {
  name: '${name}-budget'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budgetFrom
    }
    filter: {
      dimensions: {
        name: 'ResourceGroupName'
        operator: 'In'
        values: [resourceGroup().name]
      }
    }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [operatorEmail]
      }
    }
  }
}
