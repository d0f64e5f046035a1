namespace SbiContrib;

/// <summary>It can't be done now, and that is nobody's fault: a limit, a lease that is held, a service that is down.</summary>
/// <param name="why">Words for the log.</param>
/// <param name="until">When to try again; null where that isn't known.</param>
/// <param name="inner">What happened.</param>
public sealed class NotNowException(string why, DateTimeOffset? until = null, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>When to try again; null where that isn't known.</summary>
    public DateTimeOffset? Until { get; } = until;

    /// <summary>It won't last longer than this.</summary>
    public TimeSpan? AtMost { get; init; }
}
