using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>Finds out what an identifier names: from the cache while it is fresh, else from the source that has to know, else from those that know as well, else from the cache however old.</summary>
public sealed class Librarian
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(2);
    private readonly Routes routes;
    private readonly IWorkCache cache;
    private readonly SourceSettings settings;
    private readonly TimeProvider time;

    internal Librarian(Routes routes, IWorkCache cache, SourceSettings settings, TimeProvider time) =>
        (this.routes, this.cache, this.settings, this.time) = (routes, cache, settings, time);

    /// <summary>Finds one work.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What is known of it.</returns>
    public async Task<Lookup> Find(Identifier id, CancellationToken cancellation = default) =>
        (await FindAll([id], cancellation))[id];

    /// <summary>Finds several works, in as few questions as the sources allow.</summary>
    /// <param name="ids">Their identifiers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What is known of each.</returns>
    public async Task<IReadOnlyDictionary<Identifier, Lookup>> FindAll(IReadOnlyCollection<Identifier> ids, CancellationToken cancellation = default)
    {
        var searches = new List<Search>();
        foreach (var id in ids.Distinct())
            searches.Add(await Begin(id, cancellation));
        while (searches.Where(search => search.Next is not null).GroupBy(search => search.Next!).FirstOrDefault() is { } group)
            foreach (var batch in group.Chunk(group.Key.Batch))
                await Ask(group.Key, batch, cancellation);
        return searches.ToDictionary(search => search.Id, search => search.Result(time.GetUtcNow() + Later));
    }

    private async Task<Search> Begin(Identifier id, CancellationToken cancellation)
    {
        var kept = await cache.Get(id, cancellation);
        var fresh = kept is not null && time.GetUtcNow() - kept.AskedAt < settings.Fresh;
        return new Search(id, kept, fresh ? new Route([], 0) : await routes.For(id, cancellation));
    }

    private async Task Ask(ISource source, Search[] batch, CancellationToken cancellation)
    {
        var asked = time.GetUtcNow();
        var reply = await source.Ask([.. batch.Select(search => search.Id)], cancellation);
        foreach (var search in batch)
            if (search.Take(source, reply, asked) is { } found)
                await cache.Put(search.Id, found, cancellation);
    }
}
