namespace SbiContrib.Local.Records;

/// <summary>What is wrong with a service, on demand.</summary>
internal enum FaultKind
{
    /// <summary>It answers 503.</summary>
    Down,

    /// <summary>It answers 429.</summary>
    TooMany,

    /// <summary>It answers late.</summary>
    Slow,

    /// <summary>It answers a page instead of data, with status 200.</summary>
    Malformed,

    /// <summary>It breaks off in the middle.</summary>
    Cut,
}

/// <summary>A fault of a service.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Wait">How long it is slow, or how long it asks to wait (null: it doesn't say).</param>
/// <param name="Times">After so many answers it works again.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan? Wait = null, int Times = int.MaxValue);
