using System.Collections.Concurrent;
using System.Text.Json;
using SbiContrib.Store;

namespace SbiContrib.GitHub;

/// <summary>The budgets of all installations; what one process spends, the next holder of the lease knows.</summary>
internal sealed partial class Budgets(IBudgetStore store, Settings settings, TimeProvider clock, ILogger<Budgets> log) : IDisposable
{
    private readonly ConcurrentDictionary<long, Budget> _known = new();

    /// <summary>An installation's.</summary>
    public Budget Of(long installation) => _known.GetOrAdd(installation, _ => new Budget(settings.GitHub.Limits, clock));

    /// <summary>Takes over what the last holder left.</summary>
    public async Task Read(long installation, CancellationToken cancellation)
    {
        try
        {
            if (await store.Read(installation, cancellation) is { } text && JsonSerializer.Deserialize<BudgetState>(text) is { } state)
                Of(installation).Merge(state);
        }
        catch (Exception fault) when (AzureFault.Is(fault) || fault is JsonException)
        {
            // GitHub's own headers tell most of it again.
            NotKept(log, installation, fault);
        }
    }

    /// <summary>Leaves it to the next holder.</summary>
    public async Task Keep(long installation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var (state, unsaved) = Of(installation).Known();
            await store.Write(installation, JsonSerializer.Serialize(state), limit.Token);
            Of(installation).Saved(unsaved);
        }
        catch (Exception fault) when (AzureFault.Is(fault))
        {
            NotKept(log, installation, fault);
        }
    }

    public void Dispose()
    {
        foreach (var budget in _known.Values)
            budget.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "What installation {Installation} has left of GitHub's limits couldn't be read or kept")]
    private static partial void NotKept(ILogger log, long installation, Exception fault);
}

/// <summary>Where budgets are kept.</summary>
public interface IBudgetStore
{
    /// <summary>What was kept; null where nothing was.</summary>
    Task<string?> Read(long installation, CancellationToken cancellation);

    /// <summary>Keeps it. Only the holder of the installation's lease does.</summary>
    Task Write(long installation, string budget, CancellationToken cancellation);
}

/// <summary>Leases with which the installation's budget is handed on.</summary>
internal sealed class BudgetedLeases(ILeases leases, Budgets budgets) : ILeases
{
    public async Task<ILease?> TryTake(long installation, CancellationToken cancellation) =>
        await With(installation, await leases.TryTake(installation, cancellation), cancellation);

    public async Task<ILease?> Take(long installation, TimeSpan patience, CancellationToken cancellation) =>
        await With(installation, await leases.Take(installation, patience, cancellation), cancellation);

    private async Task<ILease?> With(long installation, ILease? lease, CancellationToken cancellation)
    {
        if (lease is null)
            return null;
        try
        {
            await budgets.Read(installation, cancellation);
            return new Turn(lease, installation, budgets);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private sealed class Turn(ILease lease, long installation, Budgets budgets) : ILease
    {
        public CancellationToken Lost => lease.Lost;

        public bool EnoughLeft(TimeSpan need) => lease.EnoughLeft(need);

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (!Lost.IsCancellationRequested)
                    await budgets.Keep(installation);
            }
            finally
            {
                // One that was never given back would be renewed as long as the process lives.
                await lease.DisposeAsync();
            }
        }
    }
}

/// <summary>Puts every request of an installation through its budget.</summary>
internal sealed class BudgetHandler(Budget budget) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        budget.Send(request, () => base.SendAsync(request, cancellationToken), cancellationToken);
}
