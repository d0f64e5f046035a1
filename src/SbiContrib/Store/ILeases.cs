namespace SbiContrib.Store;

/// <summary>One holder an installation at a time, over all processes.</summary>
public interface ILeases
{
    /// <summary>Becomes the holder if nobody else is.</summary>
    /// <param name="installation">The installation; 0 where a token is used.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lease, to be disposed; null where another holds it.</returns>
    Task<ILease?> TryTake(long installation, CancellationToken cancellation);

    /// <summary>Becomes the holder, waiting a little for another to end.</summary>
    /// <param name="installation">The installation; 0 where a token is used.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lease, to be disposed; null where another holds it all the time.</returns>
    Task<ILease?> Take(long installation, TimeSpan patience, CancellationToken cancellation);
}

/// <summary>The right to act for an installation, for as long as it lasts. Disposing gives it back.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Cancelled when the lease is lost or has run out. Not cancelled by disposing.</summary>
    CancellationToken Lost { get; }

    /// <summary>Whether the lease will surely last so long; asked before each write.</summary>
    /// <param name="need">How long the write may take.</param>
    /// <returns>False too where it is lost.</returns>
    bool EnoughLeft(TimeSpan need);
}
