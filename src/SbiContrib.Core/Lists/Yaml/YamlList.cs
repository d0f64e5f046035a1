using System.Collections.Immutable;
using System.Globalization;
using System.Text;
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
        if (!Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
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
        var at = Enumerable.Range(0, items.Length).FirstOrDefault(i => Entries[i].Lines == entry.Lines && Entries[i].Text == entry.Text, -1);
        if (at < 0)
            throw new ArgumentException("The list has no such entry.", nameof(entry));
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

/// <summary>Writes an entry of a data file as its neighbours are written: the same keys in the same order, the same quotes and folds.</summary>
internal sealed class YamlWriter(SourceLines lines, ImmutableArray<YamlItem> items, YamlKeys keys)
{
    private const int Near = 40;

    public string Write(NewEntry entry, string? section)
    {
        var written = new StringBuilder();
        foreach (var key in Order())
        {
            if (Value(key, entry, section) is not { } value)
                continue;
            var lead = (written.Length == 0 ? "- " : "  ") + key + ": ";
            written.Append(lead).Append(IsText(key, value) ? YamlScalar.Write(value, lead.Length, 4, Style, lines.NewLine) : value).Append(lines.NewLine);
        }
        return written.ToString();
    }

    /// <summary>Numbers, dates and times are written as such where the neighbours do.</summary>
    private bool IsText(string key, string value) =>
        !(YamlScalar.IsOtherType(value) && items.TakeLast(Near).Any(i => i.Fields.Any(f => f.Key == key && !f.Quoted && f.Text is { } text && YamlScalar.IsOtherType(text))));

    private string? Value(string key, NewEntry entry, string? section)
    {
        var links = entry.Links.Where(l => Escape.Url(l.Url).Length > 0).ToList();
        if (key == keys.Id)
            return NextId(entry);
        if (key == keys.Title)
            return Escape.Clean(entry.Title);
        if (key == keys.Link)
            return links.Count > 0 ? Escape.Url((links.Find(l => l.Role == Roles.Main) ?? links[0]).Url) : null;
        if (key == keys.Authors)
            return entry.Authors.IsEmpty ? null : Escape.Clean(string.Join(entry.Authors.Any(a => a.Contains(',', StringComparison.Ordinal)) ? "; " : ", ", entry.Authors));
        if (key == keys.Date)
            return Date(key, entry);
        if (key == keys.Venue)
            return entry.Venue is { } venue ? Escape.Clean(venue) : null;
        if (key == keys.Section)
            return section;
        if (key == keys.Note)
            return entry.Note is { Length: > 0 } note ? Escape.Clean(note) : null;
        if (key == keys.Created)
            return entry.Created?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return key == keys.Arxiv ? Identifier(links, "arxiv", "/abs/") : key == keys.Doi ? Identifier(links, "doi", "doi.org/") : null;
    }

    private static string? Identifier(List<EntryLink> links, string role, string mark)
    {
        var url = links.Find(l => l.Role == role || Roles.Of(l.Url) == role)?.Url;
        var at = url?.IndexOf(mark, StringComparison.OrdinalIgnoreCase) ?? -1;
        return url is null ? null : Escape.Url(url) is var whole && at < 0 ? whole : whole[(at + mark.Length)..];
    }

    /// <summary>A day where the neighbours write days; the year's first where no more is known, as they do.</summary>
    private string? Date(string key, NewEntry entry)
    {
        var days = items.TakeLast(Near).Any(i => i[key] is { Length: 10 });
        var date = entry.Date ?? entry.Year;
        return date is not { Length: >= 4 } ? null : !days ? date[..4] : date.Length switch { 10 => date, 7 => date + "-01", _ => date[..4] + "-01-01" };
    }

    private string NextId(NewEntry entry)
    {
        var most = items.Select(i => long.TryParse(i[keys.Id!], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).DefaultIfEmpty(0).Max();
        return Math.Max(most + 1, entry.LeastId ?? 0).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The keys in the order in which most entries have them.</summary>
    private List<string> Order()
    {
        var order = new List<string>();
        foreach (var item in items.TakeLast(4 * Near).GroupBy(i => string.Join(' ', i.Fields.Select(f => f.Key)), StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.First()))
        {
            var at = 0;
            foreach (var key in item.Fields.Select(f => f.Key))
            {
                var known = order.IndexOf(key);
                if (known < 0)
                    order.Insert(at++, key);
                else
                    at = Math.Max(at, known + 1);
            }
        }
        return order;
    }

    /// <summary>The style that writes most of the neighbours as they stand.</summary>
    private YamlStyle Style => field ??= YamlStyle.Known.MaxBy(style => items.TakeLast(Near).Count(i => IsWrittenIn(i, style)))!;

    /// <summary>Whether a style writes an entry's texts as they stand.</summary>
    private bool IsWrittenIn(YamlItem item, YamlStyle style)
    {
        var text = lines.Text.AsSpan(lines.Start(item.First), lines.End(item.Last) - lines.Start(item.First));
        foreach (var field in item.Fields.Where(f => f.Text is not null))
        {
            var plain = !field.Quoted && YamlScalar.IsOtherType(field.Text!);
            var line = $"{field.Key}: {(plain ? field.Text : YamlScalar.Write(field.Text!, field.Key.Length + 4, 4, style, lines.NewLine))}{lines.NewLine}";
            if (!text.Contains(line, StringComparison.Ordinal))
                return false;
        }
        return true;
    }
}
