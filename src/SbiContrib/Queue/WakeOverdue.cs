using SbiContrib.Store;

namespace SbiContrib.Queue;

/// <summary>Sends a message for each contribution whose due time has come: what cures everything that was lost.</summary>
/// <param name="store">Knows what is overdue.</param>
/// <param name="queue">Takes the messages.</param>
/// <param name="time">The clock.</param>
public sealed class WakeOverdue(IStore store, IQueue queue, TimeProvider time)
{
    /// <summary>Does so once; called by our timer or the Functions host's.</summary>
    /// <param name="cancellation">Ends it; what wasn't woken is woken the next time.</param>
    /// <returns>How many were woken.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var (woken, spread) = (0, new Spread());
        await foreach (var overdue in store.Overdue(time.GetUtcNow(), cancellation))
        {
            await queue.Send(new Look(overdue.Key.Site, overdue.Installation, overdue.Key.Name, Upkeep: true) { Woken = true }, spread.Next(), cancellation);
            woken++;
        }
        return woken;
    }
}
