using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>A YAML data file with one mapping an entry.</summary>
internal sealed class YamlList : IListDocument
{
    /// <summary>The byte order mark that the file may begin with.</summary>
    private readonly string mark;
    private readonly ListFile file;
    private readonly SourceLines lines;
    private readonly ImmutableArray<YamlItem> items;
    private readonly YamlKeys keys;
    private readonly YamlWriter writer;
    private ImmutableArray<Entry> read;

    public YamlList(ListFile file)
    {
        mark = file.Text.StartsWith('\uFEFF') ? "\uFEFF" : "";
        this.file = file with { Text = file.Text[mark.Length..] };
        lines = new(this.file.Text);
        items = YamlItems.Read(lines);
        keys = YamlKeys.Of(items);
        writer = new(lines, items, keys);
    }

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = SectionsOf() : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => read.IsDefault ? read = [.. items.Select(EntryOf)] : read;

    /// <inheritdoc/>
    public bool SectionsAreSaid => keys.Section is not null;

    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        Known(section);
        return Put(entry, section);
    }

    /// <inheritdoc/>
    public ListChange AddSection(NewEntry entry, ImmutableArray<string> section)
    {
        if (keys.Section is null && !section.IsEmpty && !section.Any(string.IsNullOrWhiteSpace) && items.Any(i => !i.Group.IsEmpty) && !Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            return AddGroup(entry, [.. section.Select(Escape.Clean)]);
        var several = section.Length > 1 && items.Any(i => i.Field(keys.Section ?? "") is { Value.Items.IsDefault: false });
        if (keys.Section is null || section.IsEmpty || section.Any(string.IsNullOrWhiteSpace) || (section.Length > 1 && !several))
            throw new ArgumentException($"A section of this list is one value of its field '{keys.Section ?? "category"}'.", nameof(section));
        return Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal))
            ? throw new ArgumentException($"The list has the section '{section[0]}' already.", nameof(section))
            : Put(entry, [.. section.Select(Escape.Clean)]);
    }

    private ListChange AddGroup(NewEntry entry, ImmutableArray<string> section)
    {
        Writable();
        var text = YamlHeads.With(lines, items, section, writer.Write(entry, []))
            ?? throw new ArgumentException($"How a section '{string.Join(" / ", section)}' of this list would be headed is shown by no other: write its heading into the file first.", nameof(section));
        var now = new YamlList(file with { Text = text });
        return new([With(text)], now.Entries.Single(e => e.Section.SequenceEqual(section, StringComparer.Ordinal)), []);
    }

    /// <inheritdoc/>
    public string? Refusal(NewEntry entry, ImmutableArray<string> section) =>
        InBrackets is { } item ? $"line {item.First + 1}: its entries stand in brackets, `[{{…}}, {{…}}]`, where none can be put in or taken out; begin each on a line of its own, behind a dash" : null;

    private YamlItem? InBrackets => items.FirstOrDefault(i => !lines.Content(i.First)[..i.Column].TrimEnd().EndsWith("-"));

    /// <inheritdoc/>
    public ListChange Correct(Entry entry, Correction correction)
    {
        var at = IndexOf(entry);
        return Rewritten(at, writer.Corrected(items[at], At(at), correction));
    }

    /// <inheritdoc/>
    public ListChange Move(Entry entry, ImmutableArray<string> section, string? label)
    {
        Known(section);
        var at = IndexOf(entry);
        if (!GroupOf(section).SequenceEqual(items[at].Group, StringComparer.Ordinal))
            return Moved(at, section);
        return section.SequenceEqual(entry.Section, StringComparer.Ordinal) ? new([], At(at), []) : Rewritten(at, section.IsEmpty || keys.Section is null ? [] : [(keys.Section, writer.Section(NamesOf(section)))]);
    }

    /// <summary>The group of a section; what its path says besides is the value of a field.</summary>
    private ImmutableArray<string> GroupOf(ImmutableArray<string> section) =>
        items.Select(i => i.Group).Where(g => g.Length <= section.Length && g.SequenceEqual(section.Take(g.Length), StringComparer.Ordinal)).DefaultIfEmpty([]).MaxBy(g => g.Length);

    /// <summary>What the field for the section says.</summary>
    private ImmutableArray<string> NamesOf(ImmutableArray<string> section) => section[GroupOf(section).Length..];

    /// <summary>Takes an entry out of its group and writes it into another, as it stands.</summary>
    private ListChange Moved(int at, ImmutableArray<string> section)
    {
        var item = items[at];
        var written = string.Concat(lines.Text.AsSpan(lines.Start(item.First), lines.ContentEnd(item.Last) - lines.Start(item.First)), lines.NewLine);
        return new YamlList(Remove(At(at)).Files[0]).Put(written, section);
    }

    private void Known(ImmutableArray<string> section)
    {
        if (!section.IsEmpty && !Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
    }

    private int IndexOf(Entry entry)
    {
        var at = Enumerable.Range(0, items.Length).FirstOrDefault(i => items[i].First == entry.Lines.First - 1, -1);
        return at >= 0 && lines.Text.AsSpan(lines.Start(items[at].First), lines.ContentEnd(items[at].Last) - lines.Start(items[at].First)).SequenceEqual(entry.Text) ? at : throw new ArgumentException("The list has no such entry.", nameof(entry));
    }

    /// <summary>Writes some fields of an entry anew; one without a value is taken out.</summary>
    private ListChange Rewritten(int at, IReadOnlyList<(string Key, YamlValue Value)> fields)
    {
        if (fields.Count == 0)
            return new([], At(at), []);
        var item = items[at];
        var written = writer.Rewrite(item, fields);
        var end = lines.ContentEnd(item.Last);
        var text = string.Concat(file.Text.AsSpan(0, lines.Start(item.First)), written.AsSpan(0, written.Length - lines.NewLine.Length), file.Text.AsSpan(end));
        var source = new SourceLines(written);
        var now = EntryOf(YamlItems.ReadAlone(source)[0] with { Group = item.Group }, source);
        return new([With(text)], now with { Lines = new(item.First + 1, item.First + now.Lines.Last) }, [.. Around(at - 1, at + 1)]);
    }

    private ListChange Put(NewEntry entry, ImmutableArray<string> section) => Put(writer.Write(entry, NamesOf(section)), section);

    private ListChange Put(string written, ImmutableArray<string> section)
    {
        Writable();
        var added = new YamlList(file with { Text = written });
        var group = GroupOf(section);
        var (order, place) = YamlPlacement.Of(items, keys, added.items[0] with { Group = group });
        var (offset, lead, tail) = YamlPlacement.At(lines, items, place, group);
        // A file that ends without a line end still does so afterwards.
        var open = offset == lines.Text.Length && lines.Text.Length > 0 && !lines.Text.EndsWith('\n');
        var text = file.Text.Insert(offset, lead + (open ? written[..^lines.NewLine.Length] : written) + tail);
        var first = lines.LineAt(offset) + new SourceLines(lead).Count;
        var now = EntryOf(added.items[0] with { Group = group }, added.lines);
        return new([With(text)], now with { Lines = new(first, first + now.Lines.Last - now.Lines.First) }, [.. Around(place - 1, place)]) { Order = order };
    }

    private void Writable()
    {
        if (InBrackets is not null)
            throw new NotSupportedException(Refusal(null!, []));
    }

    private ListFile With(string text) => file with { Text = mark + text };

    private IEnumerable<Entry> Around(params int[] places) => places.Where(i => i >= 0 && i < items.Length).Select(At);

    /// <summary>One entry, without reading all.</summary>
    private Entry At(int at) => read.IsDefault ? EntryOf(items[at]) : read[at];

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        Writable();
        var at = IndexOf(entry);
        var (start, end) = YamlPlacement.Own(lines, items, at);
        return new([With(string.Concat(file.Text.AsSpan(0, start), file.Text.AsSpan(end)))], At(at), [.. Around(at - 1, at + 1)]);
    }

    private ImmutableArray<Section> SectionsOf() =>
        [.. items.GroupBy(i => string.Join('\n', PathOf(i)), StringComparer.Ordinal).Select(g => new Section(PathOf(g.First()), [], new(g.First().First + 1, g.Last().Last + 1)))];

    private ImmutableArray<string> PathOf(YamlItem item) => [.. item.Group, .. keys.SectionOf(item)];

    private Entry EntryOf(YamlItem item) => EntryOf(item, lines);

    private Entry EntryOf(YamlItem item, SourceLines from)
    {
        var authors = keys.Authors is null ? default : item.Field(keys.Authors)?.Value ?? default;
        var entry = new Entry(
            PathOf(item), null, PlainText.OneLine(item[keys.Title] ?? ""), LinksOf(item),
            !authors.Items.IsDefault ? authors.Items : authors.Text is { Length: > 0 } text ? Names.Split(text).Names : [],
            item[keys.Date] is { Length: >= 4 } date ? date[..4] : null, item[keys.Venue] is { Length: > 0 } venue ? venue : null, null,
            from.Text[from.Start(item.First)..from.ContentEnd(item.Last)], new(item.First + 1, item.Last + 1));
        return entry with { Note = writer.Untold(from, item, entry, item[keys.Note] ?? "").ToString() };
    }

    private ImmutableArray<EntryLink> LinksOf(YamlItem item)
    {
        var links = ImmutableArray.CreateBuilder<EntryLink>();
        foreach (var (key, role, page) in new[] { (keys.Link, Roles.Main, ""), (keys.Arxiv, "arxiv", "https://arxiv.org/abs/"), (keys.Doi, "doi", "https://doi.org/") })
        {
            if (item[key] is { Length: > 0 } value)
                links.Add(new(role, YamlKeys.IsAddress(value) ? value : page + value));
        }
        links.AddRange(item.Fields.Where(f => keys.Others.Contains(f.Key) && YamlKeys.IsAddress(f.Text)).Select(f => new EntryLink(f.Key, f.Text!)));
        foreach (var field in keys.Linked.Select(item.Field).OfType<YamlField>().Where(f => f.Value.Pairs.IsDefault))
            links.AddRange(YamlMaps.LinksOf(field.Value));
        foreach (var (key, text) in item.Fields.Where(f => !f.Value.Pairs.IsDefault).SelectMany(f => f.Value.Pairs))
        {
            if (Address(key, text) is { } url)
                links.Add(new(key, url));
        }
        return links.ToImmutable();
    }

    private static string? Address(string key, string text) =>
        YamlKeys.IsAddress(text) ? text : text.Length == 0 ? null : key is "arxiv" ? "https://arxiv.org/abs/" + text : key is "doi" ? "https://doi.org/" + text : null;
}
