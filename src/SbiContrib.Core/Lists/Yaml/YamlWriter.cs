using System.Globalization;
using System.Text;
using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

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
            written.Append(Line(written.Length == 0 ? "- " : "  ", key, value));
        }
        return written.ToString();
    }

    /// <summary>Writes some fields of an entry anew and leaves the others as they stand; a value that is null takes its field out.</summary>
    public string Rewrite(YamlItem item, IReadOnlyList<(string Key, string? Value)> fields)
    {
        var parts = item.Fields.Select((f, i) => (f.Key, Text: lines.Text[lines.Start(f.Line)..lines.End(i + 1 < item.Fields.Length ? item.Fields[i + 1].Line - 1 : item.Last)])).ToList();
        var order = Order();
        foreach (var (key, value) in fields)
        {
            var at = parts.FindIndex(p => p.Key == key);
            if (at >= 0 && item.Fields.First(f => f.Key == key).Text == value)
                continue;
            if (at >= 0)
                parts.RemoveAt(at);
            else
                at = parts.FindLastIndex(p => order.IndexOf(p.Key) < order.IndexOf(key)) + 1;
            if (value is not null)
                parts.Insert(at, (key, Line("  ", key, value)));
        }
        var lead = lines.Text[lines.Start(item.First)] == '-' ? "- " : "  ";
        return string.Concat(parts.Select((p, i) => (i == 0 ? lead : "  ") + p.Text[2..]));
    }

    /// <summary>The fields that a correction changes.</summary>
    public IReadOnlyList<(string Key, string? Value)> Corrected(YamlItem item, Entry entry, Correction correction)
    {
        var now = new NewEntry(
            correction.Title ?? entry.Title, correction.Links ?? entry.Links, correction.Authors ?? entry.Authors, correction.Year ?? entry.Year,
            correction.Venue ?? entry.Venue, entry.Label, correction.Note ?? entry.Note)
        { Date = correction.Date };
        var changed = new List<(string, string?)>();
        void Set(bool differs, params ReadOnlySpan<string?> these)
        {
            foreach (var key in these)
            {
                if (differs && key is not null)
                    changed.Add((key, Value(key, now, null) is { Length: > 0 } value ? value : null));
            }
        }
        Set(correction.Title is { } title && title != entry.Title, keys.Title);
        Set(correction.Authors is { } authors && !authors.SequenceEqual(entry.Authors, StringComparer.Ordinal), keys.Authors);
        Set((correction.Year is { } year && year != entry.Year) || (correction.Date is { } date && date != item[keys.Date ?? ""]), keys.Date);
        Set(correction.Venue is { } venue && venue != (entry.Venue ?? ""), keys.Venue);
        Set(correction.Note is { } note && note != (entry.Note ?? ""), keys.Note);
        Set(correction.Links is { } links && !links.SequenceEqual(entry.Links), keys.Link, keys.Arxiv, keys.Doi);
        return changed;
    }

    private string Line(string lead, string key, string value)
    {
        var start = lead + key + ": ";
        return start + (IsText(key, value) ? YamlScalar.Write(value, start.Length, 4, Style, lines.NewLine) : value) + lines.NewLine;
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
