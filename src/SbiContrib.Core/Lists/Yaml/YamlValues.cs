using System.Collections.Immutable;
using System.Globalization;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>What the fields of a new entry say, by their keys.</summary>
internal sealed class YamlValues(ImmutableArray<YamlItem> items, YamlKeys keys)
{
    private const int Near = 40;
    private readonly YamlMaps maps = new(items);
    private HashSet<string>? ids;
    private long? most;

    private Joins Joins => field ??= Joins.Learn(items.TakeLast(Near).Select(i => i[keys.Authors]).OfType<string>().Select(Names.Split));

    private bool Sequence => items.TakeLast(Near).Count(i => keys.Authors is not null && i.Field(keys.Authors) is { Value.Items.IsDefault: false }) * 2 > items.TakeLast(Near).Count(i => keys.Authors is not null && i.Field(keys.Authors) is not null);

    /// <summary>How the neighbours write the day: its length.</summary>
    private int DateLength => field > 0 ? field : field = items.TakeLast(Near).Select(i => i[keys.Date]?.Length ?? 0).Where(n => n is 4 or 7 or 10).GroupBy(n => n).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 4;

    /// <summary>Whether no entry has a number.</summary>
    public bool IsFree(string id) => !(ids ??= items.Select(i => i[keys.Id]).OfType<string>().ToHashSet(StringComparer.Ordinal)).Contains(id);

    /// <summary>The value of a field; nothing where the entry has none.</summary>
    public YamlValue Of(string key, NewEntry entry, ImmutableArray<string> section)
    {
        if (key == keys.Section)
            return Section(section);
        if (key == keys.Authors)
            return maps.Authors(key, entry) is { IsMapped: true } parted ? parted : Authors(entry);
        if (keys.Linked.Contains(key))
            return maps.Links(key, Left(key, entry));
        return Text(key, entry) is { Length: > 0 } text ? new(text, default) : default;
    }

    /// <summary>The value of the field that holds a section: one text, or several where it has several names or the neighbours write one so.</summary>
    public YamlValue Section(ImmutableArray<string> names)
    {
        var near = items.TakeLast(Near).Select(i => keys.Section is null ? null : i.Field(keys.Section)).OfType<YamlField>().ToList();
        return names.IsEmpty ? default : names.Length > 1 || near.Count(f => !f.Value.Items.IsDefault) * 2 > near.Count ? new(null, names) : new(names[0], default);
    }

    /// <summary>The fields that a correction changes.</summary>
    public IReadOnlyList<(string Key, YamlValue Value)> Corrected(YamlItem item, Entry entry, Correction correction)
    {
        var now = new NewEntry(
            correction.Title ?? entry.Title, correction.Links ?? entry.Links, correction.Authors ?? entry.Authors, correction.Year ?? entry.Year,
            correction.Venue ?? entry.Venue, entry.Label, correction.Note ?? YamlNote.Of(entry.Note).Text)
        { Date = correction.Date };
        var was = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, YamlNote.Of(entry.Note).Text) { AsListed = true };
        var changed = new List<(string, YamlValue)>();
        foreach (var key in new[] { keys.Title, keys.Authors, keys.Date, keys.Venue, keys.Note, keys.Link, keys.Arxiv, keys.Doi }.OfType<string>().Concat(keys.Others).Concat(correction.Links is null ? [] : keys.Linked).Distinct())
        {
            var value = Of(key, now with { AsListed = key != keys.Authors }, []);
            var same = Of(key, was, []) is var before && before.IsMapped == value.IsMapped && (before.IsMapped ? Told(before) == Told(value) : (before.Text is null ? before.IsKnown == value.IsKnown && (before.Items.IsDefault || before.Items.SequenceEqual(value.Items, StringComparer.Ordinal)) : before.Text == value.Text));
            if (!same || (key == keys.Date && correction.Date is not null && item[key] != value.Text))
                changed.Add((key, value));
        }
        return changed;
    }

    private static string Told(YamlValue value) => string.Join('\n', (value.Pairs.IsDefault ? value.Maps.SelectMany(m => m) : value.Pairs).Select(p => $"{p.Key}: {p.Text}"));

    private YamlValue Authors(NewEntry entry)
    {
        var names = entry.Authors.Select(Escape.Clean).Where(n => n.Length > 0).ToImmutableArray();
        return names.IsEmpty ? default : Sequence ? new(null, names) : new(Joins.Join(names, entry.AsListed), default);
    }

    private string? Text(string key, NewEntry entry)
    {
        var links = entry.Links.Where(l => Escape.Url(l.Url).Length > 0).ToList();
        if (key == keys.Id)
            return NextId(entry);
        if (key == keys.Title)
            return Escape.Clean(entry.Title);
        if (key == keys.Link)
            return Url(links.Find(l => l.Role == Roles.Main) ?? (entry.AsListed ? null : links.FirstOrDefault()));
        if (key == keys.Date)
            return Date(entry);
        if (key == keys.Venue)
            return Escape.Clean(entry.Venue ?? "");
        if (key == keys.Note)
            return entry.AsListed ? string.Join('\n', (entry.Note ?? "").Split('\n').Select(l => Escape.Clean(l))) : Escape.Clean(entry.Note ?? "");
        if (key == keys.Created)
            return entry.Created?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        if (key == keys.Arxiv)
            return Identifier(key, links, "arxiv", "/abs/", entry.AsListed);
        return key == keys.Doi ? Identifier(key, links, "doi", "doi.org/", entry.AsListed) : keys.Others.Contains(key) ? Url(links.Find(l => l.Role == key)) : null;
    }

    /// <summary>The links that no other field has; those of a new work all belong to the first field for links.</summary>
    private List<EntryLink> Left(string key, NewEntry entry) => keys.Linked[0] != key ? [] :
    [
        .. from link in entry.Links
           let url = Escape.Url(link.Url)
           where url.Length > 0 && !keys.Others.Contains(link.Role) && !(keys.Link is { } own && own != key && link == entry.Links.FirstOrDefault(l => l.Role == Roles.Main || !entry.AsListed))
               && !(keys.Arxiv is not null && Is(link, "arxiv", entry.AsListed)) && !(keys.Doi is not null && Is(link, "doi", entry.AsListed))
           select link with { Url = url },
    ];

    private static bool Is(EntryLink link, string role, bool listed) => link.Role == role || (!listed && Roles.Of(link.Url) == role);

    private static string? Url(EntryLink? link) => link is null ? null : Escape.Url(link.Url) is var safe && safe == link.Url ? link.Url : safe;

    /// <summary>An identifier alone where the neighbours write no address.</summary>
    private string? Identifier(string key, List<EntryLink> links, string role, string mark, bool listed)
    {
        var url = links.Find(l => l.Role == role || (!listed && Roles.Of(l.Url) == role))?.Url;
        var at = url?.IndexOf(mark, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (url is null || at < 0 || items.TakeLast(4 * Near).Count(i => i[key] is { } v && v.Contains(mark, StringComparison.Ordinal)) > items.TakeLast(4 * Near).Count(i => i[key] is { } v && !YamlKeys.IsAddress(v)))
            return url is null ? null : Escape.Url(url);
        return Escape.Url(url)[(at + mark.Length)..];
    }

    /// <summary>A day where the neighbours write days; the year's first where no more is known, as they do.</summary>
    private string? Date(NewEntry entry)
    {
        var date = DateIn(entry.Date ?? entry.Year);
        return date is null ? null : date.Length >= DateLength ? date[..DateLength] : (date[..4] + (date.Length >= 7 ? date[4..7] : "-01") + "-01")[..DateLength];
    }

    /// <summary>The year of a text, with its month and day where they stand behind it; what else it says is no date.</summary>
    private static string? DateIn(string? text) => text is not { Length: >= 4 } || WorkDate.Written(text) is null ? null
        : text.Length >= 10 && YearAt.IsDate(text[..10]) ? text[..10] : text.Length >= 7 && YearAt.IsDate(text[..7]) ? text[..7] : text[..4];

    private string? NextId(NewEntry entry)
    {
        most ??= items.Select(i => long.TryParse(i[keys.Id], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1).DefaultIfEmpty(0).Max();
        return most < 0 ? null : Math.Max(most.Value + 1, entry.LeastId ?? 0).ToString(CultureInfo.InvariantCulture);
    }
}
