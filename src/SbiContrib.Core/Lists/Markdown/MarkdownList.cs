using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A Markdown page with entries.</summary>
internal sealed partial class MarkdownList : IListDocument
{
    /// <summary>How many sections around a short one tell its order.</summary>
    private const int Around = 6;

    /// <summary>How many entries show whether a section keeps an order.</summary>
    private const int Telling = 5;

    private readonly ListFile file;
    private readonly SourceLines lines;
    private readonly Page page;
    private readonly IReadOnlyList<HeadingAt> headings;
    private readonly ImmutableArray<Item> items;

    public MarkdownList(ListFile file)
    {
        this.file = file;
        lines = new(file.Text);
        page = BlockReader.Read(lines);
        headings = page.Headings;
        items = [.. page.Blocks.Select(b => new Item(lines, b, page))];
        SectionNumbers = Numbers();
    }

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = [.. SectionNumbers.Select(SectionOf)] : field;

    /// <inheritdoc/>
    public ImmutableArray<Section> Unused =>
        field.IsDefault ? field = [.. Enumerable.Range(1, headings.Count - 1).Except(SectionNumbers).Where(n => !headings[n].Path.Any(string.IsNullOrWhiteSpace)).Select(SectionOf)] : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => field.IsDefault ? field = Read() : field;

    private ImmutableArray<int> SectionNumbers { get; }

    /// <summary>The entries; a note that stands otherwise than those around it says so.</summary>
    private ImmutableArray<Entry> Read()
    {
        var placed = items.Select(i => i.Block.Table is null && Skeleton.Place(i.Shape) is { } place ? (i.Block.Section, place, Skeleton.Kind(i.Shape[Slot.Note]!.Value)) : ((int, Slot, char)?)null).ToList();
        var usual = items.Zip(placed).Where(x => x.Second is not null).GroupBy(x => x.Second!.Value, x => x.First.Shape[Slot.Note]!.Glue)
            .ToDictionary(g => g.Key, g => g.GroupBy(n => n, StringComparer.Ordinal).ToDictionary(n => n.Key, n => n.Count(), StringComparer.Ordinal));
        return [.. items.Zip(placed, (i, place) => place is { } p && Usual(usual[p], i.Shape[Slot.Note]!.Glue) is { } glue ? i.Entry with { Note = Skeleton.Of(i.Shape, glue) } : i.Entry)];
    }

    /// <summary>The commonest of all but one; null where there is no other, or where it is so usual that another is a slip of the hand.</summary>
    private static string? Usual(Dictionary<string, int> counts, string own) =>
        counts.Values.Max() is > 2 and var most && most * 3 >= counts.Values.Sum() * 2 ? null : counts.Select(c => (c.Key, Count: c.Value - (c.Key == own ? 1 : 0))).Where(c => c.Count > 0).OrderByDescending(c => c.Count).Select(c => c.Key).FirstOrDefault();

    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        entry = DataNotes.Without(entry);
        var number = NumberOf(section);
        var own = items.Where(i => i.Block.Section == number).ToList();
        var order = OrderOf(own, number);
        var place = PlaceOf(own, order, entry.Title, entry.Links, entry.Year, entry.Label);
        var definer = DefinerAt(OffsetOf(own, place, number), entry);
        var written = Written(entry, number, own, place, definer);
        var insertion = new Insertion(lines, items, page);
        var at = own.Count == 0 && headings[number].Prose && !page.Tables.Any(t => t.Section == number) ? insertion.BehindWords(number, written.ToString()) : insertion.At(number, own, place, written.ToString());
        return Changed(written, at, own, place, section, definer) with { Order = order };
    }

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        var at = IndexOf(entry);
        return new([file with { Text = Definitions.Without(Without(at), page.References.OnlyIn(items[at].Start, items[at].End)) }], items[at].Entry, [.. new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < items.Length).Select(i => items[i].Entry)]);
    }

    /// <inheritdoc/>
    public ListChange Correct(Entry entry, Correction correction)
    {
        var at = IndexOf(entry);
        var own = items.Where(i => i.Block.Section == items[at].Block.Section && i != items[at]).ToList();
        var place = own.Count(i => i.Start < items[at].Start);
        var definer = DefinerAt(items[at].Start, new(correction.Title ?? entry.Title, [], correction.Authors ?? entry.Authors, correction.Year ?? entry.Year, null, null, null), items[at]);
        var written = items[at].Shape.Table is { } table ? Row(items[at], table, correction, definer) : definer.Settle(Corrector.Correct(items[at].Shape, items[at].Entry, correction, Near(own, place), NearInAll(own, place, items[at].Block.Section), Hand));
        if (written.ToString() is var now && now == entry.Text && definer.Edits.Count == 0)
            return new([], items[at].Entry, []);
        var (text, first) = Edit.All(file.Text, [new(items[at].Start, entry.Text.Length, now), .. definer.Edits], items[at].Start);
        return new([file with { Text = text }], Reread(written, entry.Section, first + 1, definer), [.. own.Skip(place - 1).Take(place > 0 ? 2 : 1).Select(i => i.Entry)]);
    }

    /// <inheritdoc/>
    public ListChange Move(Entry entry, ImmutableArray<string> section, string? label)
    {
        var at = IndexOf(entry);
        var shape = items[at].Shape;
        NumberOf(section);
        // Definitions in the order of their use go with the entry, others stay where they are.
        var kept = page.References.OnlyIn(items[at].Start, items[at].End).Where(d => page.References.AreByUse(page.References.Together(d))).ToList();
        var without = new MarkdownList(file with { Text = Definitions.Without(Without(at), kept) });
        return without.SectionNumbers.Any(n => without.headings[n].Path.SequenceEqual(section, StringComparer.Ordinal))
            ? without.Put(shape, entry, section, label, [.. kept.Select(d => (d.Label, lines.Text[lines.Start(d.First)..lines.ContentEnd(d.Last)]))])
            : throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}' without the entry.", nameof(section));
    }

    /// <inheritdoc/>
    public ListChange AddSection(NewEntry entry, ImmutableArray<string> section)
    {
        if (section.IsEmpty || section.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A section has a name.", nameof(section));
        if (Unused.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            return Add(entry, section);
        var made = new NewSection(lines, page, section);
        var shapes = items.OrderBy(i => Math.Abs(i.Start - made.Offset)).Take(Most).Select(i => i.Shape).ToList();
        var definer = DefinerAt(made.Offset, entry);
        var written = definer.Settle(EntryWriter.Write(DataNotes.Without(entry), [], shapes, [], Hand));
        var (edits, lead) = made.With(written.ToString(), new Contents(lines, page));
        var (text, first) = Edit.All(file.Text, [.. edits, .. definer.Edits], made.Offset);
        return new([file with { Text = text }], Reread(written, made.Path, first + new SourceLines(edits[0].Text[..lead]).Count, definer), []);
    }

    /// <summary>Writes an entry as it was written elsewhere, with the bullet of its new neighbours.</summary>
    private ListChange Put(Shape shape, Entry entry, ImmutableArray<string> section, string? label, IReadOnlyList<(string Label, string Line)> kept)
    {
        var number = NumberOf(section);
        var own = items.Where(i => i.Block.Section == number).ToList();
        var order = OrderOf(own, number);
        var place = PlaceOf(own, order, entry.Title, entry.Links, entry.Year, label);
        var (near, all) = (Near(own, place), NearInAll(own, place, number));
        var listed = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, label, entry.Note) { AsListed = true };
        var definer = DefinerAt(OffsetOf(own, place, number), listed, kept: kept);
        var written = shape.Table is not null || near is [{ Table: not null }, ..] || page.Tables.Any(t => t.Section == number)
            ? Written(listed, number, own, place, definer)
            : definer.Settle(Corrector.Label(shape, entry, label, near, all, Hand)).In(near.Count > 0 ? near[0].Marker : null);
        return Changed(written, new Insertion(lines, items, page).At(number, own, place, written.ToString()), own, place, section, definer) with { Order = order };
    }

    private int NumberOf(ImmutableArray<string> section) =>
        SectionNumbers.Concat(Enumerable.Range(1, headings.Count - 1)).Where(n => headings[n].Path.SequenceEqual(section, StringComparer.Ordinal)).Select(n => (int?)n).FirstOrDefault()
            ?? throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));

    /// <summary>The text without an entry.</summary>
    private string Without(int at) => Removal.Of(lines, items, at) is var (start, end) ? string.Concat(file.Text.AsSpan(0, start), file.Text.AsSpan(end)) : file.Text;

    private int IndexOf(Entry entry)
    {
        var at = Enumerable.Range(0, items.Length).FirstOrDefault(i => items[i].Block.First == entry.Lines.First - 1, -1);
        return at >= 0 && items[at].Entry.Text == entry.Text ? at : throw new ArgumentException("The list has no such entry.", nameof(entry));
    }

    private static int PlaceOf(List<Item> own, ListOrder order, string title, ImmutableArray<EntryLink> links, string? year, string? label) =>
        ListPlacement.Place([.. own.Select(i => i.Standing)], order, new(title, WorkDate.Of(links.Select(l => l.Url), year), label));

    /// <summary>The order of a section; where it is too short to have one, that of the sections around it, or what it keeps itself where none of them speaks against it.</summary>
    private ListOrder OrderOf(List<Item> own, int section)
    {
        var order = OrderOf(own);
        if (order != ListOrder.None)
            return order;
        var (line, standings) = (headings[section].Line, own.Select(i => i.Standing).ToList());
        var near = items.GroupBy(i => i.Block.Section).Where(g => g.Key != section).OrderBy(g => Math.Abs(headings[g.Key].Line - line)).Take(Around).Select(g => g.ToList()).ToList();
        var around = near.Select(g => OrderOf(g)).Where(o => o != ListOrder.None).GroupBy(o => o).OrderByDescending(g => g.Count()).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (around is { } usual && own.Exists(i => i.Standing.Date is not null) && ListPlacement.MayKeep(standings, usual))
            return usual;
        var brief = ListPlacement.Brief(standings);
        return near.TrueForAll(g => g.Count < Telling || OrderOf(g) == brief) ? brief : ListOrder.None;
    }

    private static ListOrder OrderOf(IEnumerable<Item> own) => ListPlacement.OrderOf([.. own.Select(i => i.Standing)]);

    private ListChange Changed(Shape written, (int Offset, string Text, int Lead) insertion, List<Item> own, int place, ImmutableArray<string> section, Definer definer)
    {
        var (text, line) = Edit.All(file.Text, [new(insertion.Offset, 0, insertion.Text), .. definer.Edits], insertion.Offset);
        var first = line + new SourceLines(insertion.Text[..insertion.Lead]).Count;
        var neighbours = own.Skip(place - 1).Take(place > 0 ? 2 : 1).Select(i => i.Entry);
        return new([file with { Text = text }], Reread(written, section, first, definer), [.. neighbours]);
    }

    /// <summary>What was written, as it reads at its first line, from 1.</summary>
    private static Entry Reread(Shape written, ImmutableArray<string> section, int first, Definer definer)
    {
        var text = written.ToString();
        var read = written.Table is null ? ShapeReader.Read(text, 0, written.Marker.Length, text.Length, definer.After) : written;
        return Markdown.Entries.Of(read, section, new(first, first + new SourceLines(text).Count - 1), definer.After);
    }

    /// <summary>Sections hold entries, or nothing at all yet.</summary>
    private ImmutableArray<int> Numbers()
    {
        var filled = items.Select(i => i.Block.Section).Concat(page.Tables.Select(t => t.Section)).ToHashSet();
        ImmutableArray<int> numbers = [.. Enumerable.Range(0, headings.Count).Where(n => filled.Contains(n) || IsEmpty(n))];
        // A page that says nothing but a welcome has one place for its first entry.
        return numbers.IsEmpty && headings.Count <= 2 ? [headings.Count - 1] : numbers;
    }

    private bool IsEmpty(int number) =>
        number > 0 && !headings[number].Prose
        && (number + 1 == headings.Count || headings[number + 1].Level <= headings[number].Level);

    private ILookup<int, string?> Labels => field ??= items.ToLookup(i => i.Block.Section, i => i.Label);

    private Section SectionOf(int number)
    {
        var heading = headings[number];
        var end = headings.Skip(number + 1).FirstOrDefault(h => h.Level <= heading.Level || heading.Line < 0)?.Line ?? lines.Count;
        var labels = Labels[number].OfType<string>().Distinct(StringComparer.Ordinal);
        return new([.. heading.Path], [.. labels], new(Math.Max(heading.Line, 0) + 1, Math.Max(end, heading.Line + 1)));
    }
}
