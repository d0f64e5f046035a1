using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>The librarian's answers as the mind reads them.</summary>
internal sealed class Library(Librarian librarian, TimeProvider clock)
{
    /// <summary>Asks for works.</summary>
    /// <param name="ids">Their identifiers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What came of each.</returns>
    public async Task<ImmutableDictionary<Identifier, Core.Works.Lookup>> Ask(ImmutableArray<Identifier> ids, CancellationToken cancellation)
    {
        var found = await librarian.FindAll(ids, cancellation);
        return found.ToImmutableDictionary(pair => pair.Key, pair => Told(pair.Value));
    }

    private Core.Works.Lookup Told(Lookup lookup) => lookup switch
    {
        Lookup.Found found => new(LookupResult.Found, found.Work, found.Source, found.AskedAt),
        Lookup.Unavailable until => new(LookupResult.Unavailable, null, null, clock.GetUtcNow(), until.Until),
        Lookup.NotFound none => new(LookupResult.NotFound, null, none.Source, clock.GetUtcNow()),
        _ => throw new InvalidOperationException($"an answer of another kind: {lookup.GetType().Name}"),
    };
}
