using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A Markdown page with entries.</summary>
internal sealed class MarkdownList : IListDocument
{
    private readonly ListFile file;
    private readonly SourceLines lines;
    private readonly IReadOnlyList<HeadingAt> headings;
    private readonly ImmutableArray<Item> items;

    public MarkdownList(ListFile file)
    {
        this.file = file;
        lines = new(file.Text);
        (var blocks, headings) = BlockReader.Read(lines);
        items = [.. blocks.Select(b => new Item(lines, b, headings[b.Section]))];
        SectionNumbers = Numbers();
    }

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = [.. SectionNumbers.Select(SectionOf)] : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => field.IsDefault ? field = [.. items.Select(i => i.Entry)] : field;

    private ImmutableArray<int> SectionNumbers { get; }

    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        var number = SectionNumbers.Where(n => headings[n].Path.SequenceEqual(section, StringComparer.Ordinal)).Select(n => (int?)n).FirstOrDefault()
            ?? throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        var own = items.Where(i => i.Block.Section == number).ToList();
        var place = PlaceOf(entry, own, number);
        var written = EntryWriter.Write(entry, Near(own, place), NearInAll(own, place, number), lines.NewLine);
        var insertion = new Insertion(lines, items, headings).At(number, own, place, written.ToString());
        return Changed(written, insertion, own, place, section);
    }

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        var at = Enumerable.Range(0, items.Length).FirstOrDefault(i => items[i].Entry.Lines == entry.Lines, -1);
        if (at < 0 || items[at].Entry.Text != entry.Text)
            throw new ArgumentException("The list has no such entry.", nameof(entry));
        var (start, end) = Removal.Of(lines, items, at);
        var text = string.Concat(file.Text.AsSpan(0, start), file.Text.AsSpan(end));
        return new([file with { Text = text }], items[at].Entry, [.. new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < items.Length).Select(i => items[i].Entry)]);
    }

    private int PlaceOf(NewEntry entry, List<Item> own, int section) => own.Count == 0 ? 0 : Placement.Place(
        own, OrderOf(own, section), entry.Title, WorkDate.Of(entry.Links.Select(l => l.Url), entry.Year), entry.Label);

    /// <summary>The order of a section; where it is too short to have one, that of the sections around it.</summary>
    private ListOrder OrderOf(List<Item> own, int section)
    {
        var order = Placement.OrderOf(own);
        if (order != ListOrder.None || own.Count > 4 || own.Exists(i => i.Date is null))
            return order;
        var line = headings[section].Line;
        return items.GroupBy(i => i.Block.Section).Where(g => g.Key != section).OrderBy(g => Math.Abs(headings[g.Key].Line - line)).Take(4)
            .Select(g => Placement.OrderOf([.. g])).GroupBy(o => o).OrderByDescending(g => g.Count()).FirstOrDefault(g => g.Count() > 1)?.Key ?? ListOrder.None;
    }

    private static List<Shape> Near(List<Item> own, int place) =>
        [.. own.Select((item, i) => (item, Distance: i < place ? 2 * (place - i) - 1 : 2 * (i - place))).OrderBy(x => x.Distance).Select(x => x.item.Shape)];

    /// <summary>The entries of the other sections, from the new one's place outwards.</summary>
    private List<Shape> NearInAll(List<Item> own, int place, int section)
    {
        var line = own.Count == 0 ? headings[section].Line : own[Math.Min(place, own.Count - 1)].Block.First;
        return [.. items.Where(i => i.Block.Section != section).OrderBy(i => Math.Abs(i.Block.First - line)).Take(400).Select(i => i.Shape)];
    }

    private ListChange Changed(Shape written, (int Offset, string Text, int Lead) insertion, List<Item> own, int place, ImmutableArray<string> section)
    {
        var text = file.Text.Insert(insertion.Offset, insertion.Text);
        var first = lines.LineAt(insertion.Offset) + new SourceLines(insertion.Text[..insertion.Lead]).Count;
        var last = first + new SourceLines(written.ToString()).Count - 1;
        var reread = written.ToString();
        var shape = ShapeReader.Read(reread, 0, written.Marker.Length, reread.Length);
        var neighbours = own.Skip(place - 1).Take(place > 0 ? 2 : 1).Select(i => i.Entry);
        return new([file with { Text = text }], Markdown.Entries.Of(shape, section, new(first, last)), [.. neighbours]);
    }

    /// <summary>Sections hold entries, or nothing at all yet.</summary>
    private ImmutableArray<int> Numbers()
    {
        var filled = items.Select(i => i.Block.Section).ToHashSet();
        return [.. Enumerable.Range(0, headings.Count).Where(n => filled.Contains(n) || IsEmpty(n))];
    }

    private bool IsEmpty(int number) =>
        number > 0 && !headings[number].Prose
        && (number + 1 == headings.Count || headings[number + 1].Level <= headings[number].Level);

    private Section SectionOf(int number)
    {
        var heading = headings[number];
        var end = headings.Skip(number + 1).FirstOrDefault(h => h.Level <= heading.Level || heading.Line < 0)?.Line ?? lines.Count;
        var labels = items.Where(i => i.Block.Section == number).Select(i => i.Entry.Label).OfType<string>().Distinct();
        return new([.. heading.Path], [.. labels], new(Math.Max(heading.Line, 0) + 1, Math.Max(end, heading.Line + 1)));
    }
}
