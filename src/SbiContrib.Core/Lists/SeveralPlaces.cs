using System.Collections.Immutable;
using SbiContrib.Core.Lists.Folder;

namespace SbiContrib.Core.Lists;

/// <summary>Writes one work into several places of a list.</summary>
public static class SeveralPlaces
{
    /// <summary>Writes an entry into each of several places, as each of them writes its own.</summary>
    /// <param name="list">The list's files.</param>
    /// <param name="document">The list as it was read from them.</param>
    /// <param name="entry">What to write; further places give it their own label.</param>
    /// <param name="places">The places, at least one; one that is named twice counts once.</param>
    /// <param name="made">The change that writes it into the first of them, where that is made already.</param>
    /// <returns>All of it as one change; its entry is that of the first place.</returns>
    /// <exception cref="ArgumentException">The list lacks one of the sections.</exception>
    public static ListChange Add(ListFiles list, IListDocument document, NewEntry entry, ImmutableArray<ListPlace> places, ListChange? made = null)
    {
        if (made is null && document.SectionsAreSaid && document is FolderList && Together(places) is { } all && document.Refusal(entry, all) is null)
            return SectionAgain.Add(document, entry, all, make: true)!;
        var first = made ?? document.Add(entry, places[0].Path);
        var (after, last) = (list.After(first), first);
        foreach (var place in places.DistinctBy(p => p.ToString(), StringComparer.Ordinal).Skip(1))
        {
            last = ListReader.Read(after).Add(entry with { Label = place.Label }, place.Path);
            after = after.After(last);
        }
        return first == last ? first : first with { Files = [.. after.Files.Where(f => !list.Files.Contains(f))] };
    }

    /// <summary>The names of several places as one section, for a list whose entries may be in several; null where they say more than that.</summary>
    private static ImmutableArray<string>? Together(ImmutableArray<ListPlace> places) =>
        places.Length > 1 && places.Skip(1).All(p => p.Label is null || p.Label == places[0].Label) ? [.. places.SelectMany(p => p.Path).Distinct(StringComparer.Ordinal)] : null;
}
