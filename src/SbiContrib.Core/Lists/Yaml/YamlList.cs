using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>A YAML data file with one mapping an entry.</summary>
internal sealed class YamlList : IListDocument
{
    private readonly ListFile file;
    private readonly SourceLines lines;
    private readonly ImmutableArray<YamlItem> items;
    private readonly YamlKeys keys;
    private readonly YamlWriter writer;

    public YamlList(ListFile file)
    {
        this.file = file;
        lines = new(file.Text);
        items = YamlItems.Read(lines);
        keys = YamlKeys.Of(items);
        writer = new(lines, items, keys);
    }

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = SectionsOf() : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => field.IsDefault ? field = [.. items.Select(EntryOf)] : field;

    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        Known(section);
        return Append(entry, section);
    }

    /// <inheritdoc/>
    public ListChange AddSection(NewEntry entry, ImmutableArray<string> section)
    {
        if (keys.Section is null || section is not [{ Length: > 0 }])
            throw new ArgumentException($"A section of this list is one value of its field '{keys.Section ?? "category"}'.", nameof(section));
        return Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal))
            ? throw new ArgumentException($"The list has the section '{section[0]}' already.", nameof(section))
            : Append(entry, [Escape.Clean(section[0])]);
    }

    /// <inheritdoc/>
    public ListChange Correct(Entry entry, Correction correction)
    {
        var at = IndexOf(entry);
        return Rewritten(at, writer.Corrected(items[at], Entries[at], correction));
    }

    /// <inheritdoc/>
    public ListChange Move(Entry entry, ImmutableArray<string> section, string? label)
    {
        Known(section);
        var at = IndexOf(entry);
        return Rewritten(at, section.IsEmpty || keys.Section is null ? [] : [(keys.Section, section[^1])]);
    }

    private void Known(ImmutableArray<string> section)
    {
        if (!Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
    }

    private int IndexOf(Entry entry)
    {
        var at = Enumerable.Range(0, items.Length).FirstOrDefault(i => items[i].First == entry.Lines.First - 1, -1);
        return at >= 0 && Entries[at].Text == entry.Text ? at : throw new ArgumentException("The list has no such entry.", nameof(entry));
    }

    /// <summary>Writes some fields of an entry anew; a value that is null takes its field out.</summary>
    private ListChange Rewritten(int at, IReadOnlyList<(string Key, string? Value)> fields)
    {
        var item = items[at];
        var written = writer.Rewrite(item, fields);
        if (written == file.Text[lines.Start(item.First)..lines.End(item.Last)])
            return new([], Entries[at], []);
        var text = string.Concat(file.Text.AsSpan(0, lines.Start(item.First)), written, file.Text.AsSpan(lines.End(item.Last)));
        var now = new YamlList(file with { Text = written }).Entries[0];
        return new([file with { Text = text }], now with { Lines = new(item.First + 1, item.First + now.Lines.Last) }, [.. new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < items.Length).Select(i => Entries[i])]);
    }

    private ListChange Append(NewEntry entry, ImmutableArray<string> section)
    {
        var written = writer.Write(entry, section.IsEmpty ? null : section[^1]);
        var end = items.IsEmpty ? file.Text.Length : lines.End(items[^1].Last);
        var open = end > 0 && file.Text[end - 1] is not ('\n' or '\r');
        var text = file.Text.Insert(end, open ? lines.NewLine + written[..^lines.NewLine.Length] : written);
        var after = file with { Text = text };
        var added = new YamlList(file with { Text = written }).Entries[0];
        var first = items.IsEmpty ? lines.Count : items[^1].Last + 2;
        return new([after], added with { Lines = new(first, first + added.Lines.Last - added.Lines.First) }, [.. Entries.TakeLast(1)]);
    }

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        var at = IndexOf(entry);
        var (start, end) = (lines.Start(items[at].First), lines.End(items[at].Last));
        if (at > 0 && at == items.Length - 1 && end == lines.ContentEnd(items[at].Last))
            start = lines.ContentEnd(items[at - 1].Last);
        return new([file with { Text = string.Concat(file.Text.AsSpan(0, start), file.Text.AsSpan(end)) }], Entries[at], [.. new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < items.Length).Select(i => Entries[i])]);
    }

    private ImmutableArray<Section> SectionsOf() =>
        [.. Entries.GroupBy(e => e.Section.IsEmpty ? null : e.Section[0], StringComparer.Ordinal)
            .Select(g => new Section(g.First().Section, [], new(g.First().Lines.First, g.Last().Lines.Last)))];

    private Entry EntryOf(YamlItem item)
    {
        string? Get(string? key) => key is null ? null : item[key];
        var section = Get(keys.Section);
        return new(
            section is null ? [] : [section], null, PlainText.OneLine(Get(keys.Title) ?? ""), LinksOf(item),
            Get(keys.Authors) is { } authors ? Names.Split(authors).Names : [],
            Get(keys.Date) is { Length: >= 4 } date ? date[..4] : null, Get(keys.Venue), Get(keys.Note),
            file.Text[lines.Start(item.First)..lines.ContentEnd(item.Last)], new(item.First + 1, item.Last + 1));
    }

    private ImmutableArray<EntryLink> LinksOf(YamlItem item)
    {
        var links = ImmutableArray.CreateBuilder<EntryLink>();
        foreach (var (key, role, page) in new[] { (keys.Link, Roles.Main, ""), (keys.Arxiv, "arxiv", "https://arxiv.org/abs/"), (keys.Doi, "doi", "https://doi.org/") })
        {
            if (key is not null && item[key] is { Length: > 0 } value)
                links.Add(new(role, value.Contains("://", StringComparison.Ordinal) ? value : page + value));
        }
        return links.ToImmutable();
    }
}
