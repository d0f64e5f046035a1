using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>Writes one work into several places of a list.</summary>
public static class SeveralPlaces
{
    /// <summary>Writes an entry into each of several places, as each of them writes its own.</summary>
    /// <param name="document">The list.</param>
    /// <param name="read">Reads the list anew from a file that was changed.</param>
    /// <param name="entry">What to write; each place gives it its label.</param>
    /// <param name="places">The places, at least one; one that is named twice counts once.</param>
    /// <returns>The changes in order; the files of the last hold them all.</returns>
    /// <exception cref="ArgumentException">The list lacks one of the sections.</exception>
    public static ImmutableArray<ListChange> Add(IListDocument document, Func<ListFile, IListDocument> read, NewEntry entry, ImmutableArray<ListPlace> places)
    {
        var changes = ImmutableArray.CreateBuilder<ListChange>();
        foreach (var place in places.DistinctBy(p => p.ToString(), StringComparer.Ordinal))
        {
            var into = changes.Count == 0 ? document : read(changes[^1].Files[0]);
            changes.Add(into.Add(changes.Count == 0 ? entry : entry with { Label = place.Label }, place.Path));
        }
        return changes.ToImmutable();
    }
}
