using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Adding entries: to the file by their day, to the page by the file.</summary>
internal sealed partial class BibtexList
{
    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        // Also one that cites nothing yet, whatever stands below it.
        var group = allGroups.FirstOrDefault(g => !section.IsEmpty && g.Path.SequenceEqual(section, StringComparer.Ordinal));
        if (group is null && !section.IsEmpty)
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        var known = Known(entry);
        var after = known is null ? Written(entry) : (File: bib, Key: known.Key);
        var key = after.Key;
        var bibOnly = new BibtexList(new(bib.Path, [after.File]));
        ImmutableArray<ListFile> files = [.. known is null ? [after.File] : Array.Empty<ListFile>(), .. group is null ? Array.Empty<ListFile>() : [Cited(group, key, bibOnly)]];
        var now = tex is null ? bibOnly : new BibtexList(new(bib.Path, [after.File, files.FirstOrDefault(f => f.Path == tex.Path) ?? tex]));
        var at = Enumerable.Range(0, now.places.Length).First(i => now.places[i].Item.Key == key && now.SectionAt(i).SequenceEqual(section, StringComparer.Ordinal));
        return new(files, now.EntryAt(at), now.NextTo(at)) { Order = OrderOfBib };
    }

    private ListOrder OrderOfBib => BibOrder.Of([.. items.Select(i => BibDate.Of(bib.Text, i))]) switch { > 0 => ListOrder.NewestFirst, < 0 => ListOrder.OldestFirst, _ => ListOrder.None };

    /// <summary>An entry of the file that is the same work; the section then cites it by the key that it has.</summary>
    private BibItem? Known(NewEntry entry)
    {
        if (entry.AsListed && BibNote.Read(entry.Note) is { } said)
            return byKey.GetValueOrDefault(said.Key);
        var wanted = entry.Ids.Concat(entry.Links.Select(l => Identify.Link(l.Url).Id).OfType<Identifier>()).ToHashSet();
        return wanted.Count == 0 ? null : items.FirstOrDefault(i => !i.IsSentinel && LinksOf(i).Any(l => Identify.Link(l.Url).Id is { } id && wanted.Contains(id)));
    }

    private static BibDate? DateOf(NewEntry entry) =>
        (entry.AsListed && BibNote.Read(entry.Note) is { } said ? BibDate.OfComments(said.Comment, entry.IdOf("arxiv")) : null)
        ?? (BibDate.OfSource(entry.Date) is { Month: > 0 } date ? date : (BibDate?)null)
        ?? BibDate.OfEprint(entry.IdOf("arxiv"))
        ?? BibDate.OfSource(entry.Date ?? entry.Year);

    /// <summary>The file with the entry where the order of the dates wants it, before those that have no date's place: the file's own and the sentinel.</summary>
    private (ListFile File, string Key) Written(NewEntry entry)
    {
        var works = items.TakeWhile(i => !i.IsSentinel).ToList();
        var dated = works.FindLastIndex(i => i.Comment(bib.Text).Contains('%', StringComparison.Ordinal)) + 1;
        var hasDays = dated > 0;
        if (!hasDays)
            dated = works.Count;
        var dates = works.Take(dated).Select(i => BibDate.Of(bib.Text, i)).ToList();
        var said = entry.AsListed ? BibNote.Read(entry.Note) : null;
        var order = BibOrder.Of(dates);
        var place = said is { Comment: "" } && hasDays ? Undated(works, entry, order) : BibOrder.Place(dates, DateOf(entry), order == 0 && tex is null ? -1 : order);
        var style = StyleAt(place);
        var key = said?.Key ?? BibKey.Of(entry, style, items.Select(i => i.Key).ToHashSet(StringComparer.OrdinalIgnoreCase));
        var written = new BibWriter(style, lines.NewLine).Write(entry, key);
        var gap = lines.NewLine + lines.NewLine;
        if (place < items.Length)
            return (Inserted(items[place].Block, written + gap), key);
        if (items.IsEmpty)
        {
            var lead = bib.Text.Length == 0 ? "" : bib.Text[^1] == '\n' ? lines.NewLine : gap;
            return (Inserted(bib.Text.Length, lead + written + lines.NewLine), key);
        }
        return (Inserted(items[^1].End, gap + written), key);
    }

    /// <summary>One without a line for its day shares that of an entry above it: it stands where arXiv's numbers have it.</summary>
    private static int Undated(List<BibItem> works, NewEntry entry, int order)
    {
        static Standing Of(IEnumerable<EntryLink> links, string? year) => new("", WorkDate.Of(links.Select(l => l.Url), year), null);
        return ListPlacement.Place([.. works.Select(w => Of(LinksOf(w), w["year"]))], order < 0 ? ListOrder.OldestFirst : ListOrder.NewestFirst, Of(entry.Links, entry.Year));
    }

    private ListFile Inserted(int offset, string written) => bib with { Text = bib.Text.Insert(offset, written) };

    // Learned once for a stretch of entries: all that stand in it find the same neighbours.
    private BibStyle StyleAt(int place)
    {
        var stretch = place / Stretch;
        if (styles.TryGetValue(stretch, out var known))
            return known;
        var centre = stretch * Stretch + Stretch / 2;
        var from = Math.Max(0, centre - 2 * Stretch);
        return styles[stretch] = new(bib.Text, items.Skip(from).Take(4 * Stretch).Select((item, i) => (item, Distance: Math.Abs(from + i - centre))).OrderBy(x => x.Distance).Select(x => x.item));
    }

    // The keys of a section stand as the entries do in the BibTeX file.
    private ListFile Cited(TexGroup group, string key, BibtexList after)
    {
        var text = tex!.Text;
        if (group.Cite < 0)
            return tex with { Text = text.Insert(group.NameEnd, $"~\\cite{{{key}}}") };
        var place = BibOrder.Place([.. group.Keys.Select(k => after.NumberOf(k.Key))], after.NumberOf(key) ?? 0);
        if (place == group.Keys.Length)
            return tex with { Text = group.Keys.IsEmpty ? text.Insert(group.Open, key) : text.Insert(group.Keys[^1].End, Separator(group) + key) };
        return tex with { Text = text.Insert(group.Keys[place].Start, key + Separator(group)) };
    }

    private int? NumberOf(string key) => byKey.TryGetValue(key, out var item) ? numbers[item] : null;

    /// <summary>What stands between two keys, as most of the section has it, else the page.</summary>
    private string Separator(TexGroup group)
    {
        var own = Separators(group).ToList();
        return (own.Count > 0 ? own : groups.SelectMany(Separators)).GroupBy(s => s).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? ",";
    }

    private IEnumerable<string> Separators(TexGroup group) =>
        group.Keys.Zip(group.Keys.Skip(1)).Select(p => tex!.Text[p.First.End..p.Second.Start]).Where(s => s.Trim() == "," && !s.Contains('\n', StringComparison.Ordinal));
}
