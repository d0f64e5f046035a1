using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>A BibTeX file, with the LaTeX page that cites its keys by section where there is one.</summary>
/// <remarks>An entry that several sections cite is read once for each of them, as a reader of the page meets it.</remarks>
internal sealed partial class BibtexList : IListDocument
{
    private const int Stretch = 20;

    private readonly Dictionary<int, BibStyle> styles = [];
    private readonly Dictionary<BibItem, int> numbers;
    private readonly ListFile bib;
    private readonly ListFile? tex;
    private readonly SourceLines lines;
    private readonly ImmutableArray<BibItem> items;
    private readonly ImmutableArray<TexGroup> allGroups;
    private readonly ImmutableArray<TexGroup> groups;
    private readonly Dictionary<string, BibItem> byKey;
    private readonly ImmutableArray<(BibItem Item, int Group)> places;
    private readonly Dictionary<BibItem, Entry> read = new(ReferenceEqualityComparer.Instance);

    public BibtexList(ListFiles list)
    {
        tex = list.Files.Where(f => ListReader.Ends(f, ".tex")).MaxBy(f => TexIndex.AllKeys(f.Text).Count());
        bib = BibOf(list, tex);
        lines = new(bib.Text);
        items = BibReader.Read(bib.Text);
        numbers = items.Select((item, i) => KeyValuePair.Create(item, i)).ToDictionary(ReferenceEqualityComparer.Instance);
        byKey = items.GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        allGroups = tex is null ? [] : TexIndex.Read(tex.Text);
        groups = [.. allGroups.Where(g => g.Keys.Length > 0 || (!g.HasItems && !g.Path.IsEmpty))];
        places = [.. PlacesOf()];
    }

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = SectionsOf() : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => field.IsDefault ? field = [.. Enumerable.Range(0, places.Length).Select(EntryAt)] : field;

    /// <summary>The entries of the BibTeX file.</summary>
    public ImmutableArray<BibItem> Items => items;

    /// <summary>The BibTeX file.</summary>
    public ListFile Bib => bib;

    /// <summary>The LaTeX page; null where there is none.</summary>
    public ListFile? Tex => tex;

    /// <summary>The places of the page that cite keys.</summary>
    public ImmutableArray<TexGroup> Groups => groups;

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

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        var at = Find(entry);
        var (item, group) = places[at];
        var files = ImmutableArray.CreateBuilder<ListFile>();
        if (places.Count(p => ReferenceEquals(p.Item, item)) == 1)
            files.Add(Without(item));
        if (group >= 0)
            files.Add(Uncited(groups[group], item.Key));
        return new(files.ToImmutable(), EntryAt(at), NextTo(at));
    }

    private ListOrder OrderOfBib => BibOrder.Of([.. items.Select(i => BibDate.Of(bib.Text, i))]) switch { > 0 => ListOrder.NewestFirst, < 0 => ListOrder.OldestFirst, _ => ListOrder.None };

    private ImmutableArray<string> SectionAt(int at) => places[at].Group < 0 ? [] : groups[places[at].Group].Path;

    private Entry EntryAt(int at)
    {
        var item = places[at].Item;
        if (!read.TryGetValue(item, out var entry))
            read[item] = entry = EntryOf(item);
        return entry with { Section = SectionAt(at) };
    }

    private ImmutableArray<Entry> NextTo(int at) =>
        [.. new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < places.Length && places[i].Group == places[at].Group).Select(EntryAt)];

    private static ListFile BibOf(ListFiles list, ListFile? tex)
    {
        var files = list.Files.Where(f => ListReader.Ends(f, ".bib")).ToList();
        if (files.Count == 0)
            throw new FormatException($"{list.Path} has no BibTeX file");
        var cited = tex is null ? [] : TexIndex.AllKeys(tex.Text).Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        return files.Count == 1 ? files[0] : files.MaxBy(f => BibReader.Read(f.Text).Count(i => cited.Contains(i.Key)))!;
    }

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

    private ListFile Without(BibItem item)
    {
        var at = numbers[item];
        var (start, end) = at + 1 < items.Length && bib.Text.AsSpan(item.End, items[at + 1].Block - item.End).IsWhiteSpace()
            ? (item.Block, items[at + 1].Block)
            : at > 0 && bib.Text.AsSpan(items[at - 1].End, item.Block - items[at - 1].End).IsWhiteSpace() ? (items[at - 1].End, item.End) : (item.Block, lines.End(lines.LineAt(item.End)));
        return bib with { Text = string.Concat(bib.Text.AsSpan(0, start), bib.Text.AsSpan(end)) };
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

    private ListFile Uncited(TexGroup group, string key)
    {
        var at = group.Keys.Select(k => k.Key).ToList().IndexOf(key);
        var (start, end) = group.Keys.Length == 1 ? (group.Cite, group.CiteEnd)
            : at + 1 < group.Keys.Length && IsOneCite(group, at) ? (group.Keys[at].Start, group.Keys[at + 1].Start)
            : at > 0 && IsOneCite(group, at - 1) ? (group.Keys[at - 1].End, group.Keys[at].End) : (group.Keys[at].Start, group.Keys[at].End);
        return tex! with { Text = string.Concat(tex.Text.AsSpan(0, start), tex.Text.AsSpan(end)) };
    }

    private bool IsOneCite(TexGroup group, int at) => !tex!.Text.AsSpan(group.Keys[at].End, group.Keys[at + 1].Start - group.Keys[at].End).Contains('}');

    private ImmutableArray<Section> SectionsOf()
    {
        if (tex is null)
            return [new([], [], new(1, Math.Max(1, lines.Count)))];
        var page = new SourceLines(tex.Text);
        return [.. groups.Select(g => new Section(g.Path, [], new(page.LineAt(g.Start) + 1, page.LineAt(Math.Max(g.Start, g.End - 1)) + 1))).DistinctBy(s => string.Join('\n', s.Path))];
    }

    private IEnumerable<(BibItem Item, int Group)> PlacesOf()
    {
        var cited = new HashSet<BibItem>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < groups.Length; i++)
        {
            foreach (var key in groups[i].Keys.Select(k => k.Key).Distinct())
            {
                if (!byKey.TryGetValue(key, out var item) || item.IsSentinel)
                    continue;
                cited.Add(item);
                yield return (item, i);
            }
        }
        foreach (var item in items.Where(i => !i.IsSentinel && !cited.Contains(i)))
            yield return (item, -1);
    }

    private LineRange LinesOf(BibItem item) => new(lines.LineAt(item.Block) + 1, lines.LineAt(item.End - 1) + 1);

    private Entry EntryOf(BibItem item)
    {
        var entry = new Entry(
            [], null, TexText.ToPlain(item["title"] ?? ""), [.. LinksOf(item)], AuthorsOf(item),
            item["year"], item["journal"] ?? item["booktitle"], null, item.Text(bib.Text), LinesOf(item))
        { File = bib.Path };
        return entry with { Note = NoteOf(item, entry) };
    }

    private string NoteOf(BibItem item, Entry entry)
    {
        var again = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, null, null) { AsListed = true };
        var style = StyleAt(numbers[item]);
        var writer = new BibWriter(style, lines.NewLine);
        var note = BibNote.Of(bib.Text, item, (field, raw) => BibWriter.Carried.Contains(field.Name.ToLowerInvariant()) && writer.Value(field.Name, again) is { } value && writer.Field(field.Name, value) == raw);
        // One of another kind than its neighbours, or without a day, finds none that write it so.
        if (item.Block == item.Start || !item.Type.Equals(style.Type, StringComparison.OrdinalIgnoreCase))
            return BibNote.Of(bib.Text, item, (_, _) => false);
        // Where the fields alone don't give the order to whoever stands near, all are said.
        var (near, listed) = (numbers[item], again with { Note = note });
        return new[] { near - Stretch, near, near + Stretch }.All(place => new BibWriter(StyleAt(Math.Max(0, place)), lines.NewLine).Write(listed, item.Key) == entry.Text) ? note : BibNote.Of(bib.Text, item, (_, _) => false);
    }

    private static ImmutableArray<string> AuthorsOf(BibItem item) =>
        item["author"] is { } authors ? [.. PlainText.OneLine(authors).Split(" and ").Select(a => a.Trim()).Where(a => a.Length > 0)] : [];

    private static IEnumerable<EntryLink> LinksOf(BibItem item)
    {
        if (item["eprint"] is { Length: > 0 } eprint)
            yield return new("arxiv", eprint.Contains("://", StringComparison.Ordinal) ? eprint : "https://arxiv.org/abs/" + eprint);
        if (item["doi"] is { Length: > 0 } doi)
            yield return new("doi", doi.Contains("://", StringComparison.Ordinal) ? doi : "https://doi.org/" + doi);
        if (item["url"] is { Length: > 0 } url)
            yield return new("url", url);
    }
}
