using System.Collections.Immutable;
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
    public ImmutableArray<Section> Unused => SectionsOf(allGroups.Where(g => !g.Path.IsEmpty && !groups.Contains(g)));

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

    private ListFile Without(BibItem item)
    {
        var at = numbers[item];
        var (start, end) = at + 1 < items.Length && bib.Text.AsSpan(item.End, items[at + 1].Block - item.End).IsWhiteSpace()
            ? (item.Block, items[at + 1].Block)
            : at > 0 && bib.Text.AsSpan(items[at - 1].End, item.Block - items[at - 1].End).IsWhiteSpace() ? (items[at - 1].End, item.End) : (item.Block, lines.End(lines.LineAt(item.End)));
        return bib with { Text = string.Concat(bib.Text.AsSpan(0, start), bib.Text.AsSpan(end)) };
    }

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
        return tex is null ? [new([], [], new(1, Math.Max(1, lines.Count)))] : SectionsOf(groups);
    }

    private ImmutableArray<Section> SectionsOf(IEnumerable<TexGroup> items)
    {
        var page = new SourceLines(tex?.Text ?? "");
        return [.. items.Select(g => new Section(g.Path, [], new(page.LineAt(g.Start) + 1, page.LineAt(Math.Max(g.Start, g.End - 1)) + 1))).DistinctBy(s => string.Join('\n', s.Path))];
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
            item["year"]?.Trim(), (item["journal"] ?? item["booktitle"])?.Trim(), null, item.Text(bib.Text), LinesOf(item))
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
        if (item["eprint"]?.Trim() is { Length: > 0 } eprint)
            yield return new("arxiv", eprint.Contains("://", StringComparison.Ordinal) ? eprint : "https://arxiv.org/abs/" + eprint);
        if (item["doi"]?.Trim() is { Length: > 0 } doi)
            yield return new("doi", doi.Contains("://", StringComparison.Ordinal) ? doi : "https://doi.org/" + doi);
        if (item["url"]?.Trim() is { Length: > 0 } url)
            yield return new("url", url);
    }
}
