using System.Collections.Concurrent;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A work that was found.</summary>
/// <param name="Work">The work.</param>
/// <param name="Source">The source that told it.</param>
/// <param name="AskedAt">When it was asked.</param>
public sealed record CachedWork(Work Work, string Source, DateTimeOffset AskedAt);

/// <summary>Where works are kept between two questions.</summary>
public interface IWorkCache
{
    /// <summary>The work that is kept, however old.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The work, or null where none is kept.</returns>
    Task<CachedWork?> Get(Identifier id, CancellationToken cancellation);

    /// <summary>Keeps a work in place of an older one.</summary>
    /// <param name="id">The identifier that was asked for.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task Put(Identifier id, CachedWork work, CancellationToken cancellation);
}

/// <summary>Works kept as long as the process lives: for the command line and for tests.</summary>
public sealed class MemoryWorkCache : IWorkCache
{
    private readonly ConcurrentDictionary<Identifier, CachedWork> kept = new();

    /// <inheritdoc/>
    public Task<CachedWork?> Get(Identifier id, CancellationToken cancellation) => Task.FromResult(kept.GetValueOrDefault(id));

    /// <inheritdoc/>
    public Task Put(Identifier id, CachedWork work, CancellationToken cancellation)
    {
        kept[id] = work;
        return Task.CompletedTask;
    }
}
