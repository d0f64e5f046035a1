namespace SbiContrib.Queue;

/// <summary>The queue between receiving and handling.</summary>
public interface IQueue
{
    /// <summary>Asks that something be looked at.</summary>
    /// <param name="look">What.</param>
    /// <param name="delay">How long to wait; at most seven days.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When the message is safely kept.</returns>
    Task Send(Look look, TimeSpan delay, CancellationToken cancellation);
}
