using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Upkeep;

/// <summary>What the timer does: wakes what is overdue, compares sites with GitHub, asks for deliveries again that failed.</summary>
internal sealed partial class Rounds(WakeOverdue wake, IStore store, IQueue queue, IGitHubs gitHubs, TimeProvider clock, ILogger<Rounds> log)
{
    /// <summary>A site whose look was lost is asked for again after this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Longer than GitHub keeps deliveries.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(4);

    /// <summary>What one part may take of the four minutes that the Functions host gives: a backlog of one keeps none of the others.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromSeconds(75);

    /// <summary>Does so once. One part that fails doesn't keep the others from their work.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How much was woken or asked for again.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        var done = 0;
        foreach (var part in (Func<CancellationToken, Task<int>>[])[wake.Run, Sites, Deliveries])
        {
            using var share = new CancellationTokenSource(Share, clock);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellation);
            try
            {
                done += await part(ends.Token);
            }
            catch (NotNowException wait)
            {
                NotNow(log, wait.Message);
            }
            catch (Exception late) when (share.IsCancellationRequested && !cancellation.IsCancellationRequested && AzureFault.Is(late))
            {
                NotNow(log, "there was more to do than fits into one round");
            }
#pragma warning disable CA1031 // Told below, after the others.
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                faults.Add(fault);
            }
        }
        return faults.Count == 0 ? done : throw new AggregateException(faults);
    }

    private async Task<int> Sites(CancellationToken cancellation)
    {
        var (sent, spread) = (0, new Spread());
        await foreach (var (site, installation) in store.PlannedSites(clock.GetUtcNow(), cancellation))
        {
            await queue.Send(new Look(site, installation, null, Upkeep: true), spread.Next(), cancellation);
            await store.PlanSite(site, installation, clock.GetUtcNow() + Patience, cancellation);
            sent++;
        }
        return sent;
    }

    // Once each: what fails twice is left to the comparison with GitHub.
    private async Task<int> Deliveries(CancellationToken cancellation)
    {
        var failed = await gitHubs.FailedDeliveries(cancellation);
        var known = failed.IsEmpty ? new HashSet<Guid>() : await store.Redelivered(cancellation);
        var asked = 0;
        foreach (var delivery in failed.Where(delivery => !known.Contains(delivery.Guid)))
        {
            await gitHubs.Redeliver(delivery.Id, cancellation);
            await store.Redeliver(delivery.Guid, delivery.At, clock.GetUtcNow() - Remembered, cancellation);
            asked++;
        }
        if (asked > 0)
            Asked(log, asked);
        return asked;
    }

    [LoggerMessage(1, LogLevel.Information, "The timer's round goes on the next time: {Why}")]
    private static partial void NotNow(ILogger log, string why);

    [LoggerMessage(2, LogLevel.Warning, "{Count} deliveries that failed were asked for again")]
    private static partial void Asked(ILogger log, int count);
}
