using System.Collections.Concurrent;
using SbiContrib.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>Budgets that are kept in memory.</summary>
internal sealed class MemoryBudgets : IBudgetStore
{
    private readonly ConcurrentDictionary<long, string> _kept = new();

    public Task<string?> Read(long installation, CancellationToken cancellation) => Task.FromResult(_kept.GetValueOrDefault(installation));

    public Task Write(long installation, string budget, CancellationToken cancellation)
    {
        _kept[installation] = budget;
        return Task.CompletedTask;
    }
}
