using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Which key of a data file holds what, by its name.</summary>
internal sealed record YamlKeys(string? Id, string? Title, string? Link, string? Authors, string? Date, string? Venue, string? Section, string? Note, string? Arxiv, string? Doi, string? Created)
{
    /// <summary>The keys in the order in which most of the last entries have them.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    /// <summary>The keys besides that hold addresses; each is the role of its link.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>The keys that hold several addresses, with what each leads to or without.</summary>
    public ImmutableArray<string> Linked { get; init; } = [];

    /// <summary>Whether keys are those of a work, and not of a group of works.</summary>
    public static bool AreOfWork(IEnumerable<string> keys) => keys.ToList() is var all && (all.Exists(k => k is "authors" or "author" or "doi" or "arxiv" or "arxiv_id" or "eprint" or "journal" or "venue" or "booktitle" or "abstract") || (all.Contains("title") && all.Exists(k => k is "links" or "urls" or "extra_links" or "buttons")));

    /// <summary>The keys that one entry alone has: without it nothing tells where they stand.</summary>
    public ImmutableHashSet<string> Lone { get; init; } = [];

    /// <summary>Finds the keys that the entries use.</summary>
    public static YamlKeys Of(ImmutableArray<YamlItem> items)
    {
        var used = items.SelectMany(i => i.Fields).CountBy(f => f.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        string? Find(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (used.ContainsKey(name))
                    return name;
            }
            return null;
        }
        var keys = new YamlKeys(
            Find("id", "number"), Find("title", "name"), Find("link", "url", "href", "website", "page", "paper", "pdf"), Find("authors", "author"),
            Find("published_on", "date", "published", "year"), Find("journal", "venue", "booktitle", "publication", "conference"),
            Find("category", "section", "topic", "group", "field"), Find("note", "description", "comment", "summary", "tldr", "snippet"),
            Find("arxiv_id", "arxiv", "eprint"), Find("doi"), Find("created_at", "added", "added_on"));
        var known = keys.All().ToHashSet(StringComparer.Ordinal);
        return keys with { Order = [.. OrderOf(items)], Lone = [.. used.Where(k => k.Value == 1).Select(k => k.Key)], Others = [.. used.Keys.Where(k => !known.Contains(k) && items.Any(i => IsAddress(i[k])))], Linked = [.. used.Keys.Where(k => !known.Contains(k) && items.Any(i => i.Field(k) is { } f && YamlMaps.HoldsAddresses(f.Value)))] };
    }

    /// <summary>The names of an entry's section; none where it says none.</summary>
    public ImmutableArray<string> SectionOf(YamlItem item) =>
        Section is null ? [] : item.Field(Section)?.Value is not { } value ? [] : value.Text is { } text ? [text] : value.Items.IsDefault ? [] : value.Items;

    /// <summary>Whether a text is the address of a page.</summary>
    public static bool IsAddress(string? text) =>
        text is not null && (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal)) && !text.Contains(' ', StringComparison.Ordinal);

    private IEnumerable<string> All() => new[] { Id, Title, Link, Authors, Date, Venue, Section, Note, Arxiv, Doi, Created }.OfType<string>();

    /// <summary>Each key stands before the first one that most entries with both have behind it.</summary>
    private static List<string> OrderOf(ImmutableArray<YamlItem> items)
    {
        var order = new List<string>();
        var kinds = items.GroupBy(i => string.Join('\n', i.Fields.Select(f => f.Key)), StringComparer.Ordinal).Select(g => (Keys: g.Key.Split('\n'), Count: g.Count())).OrderByDescending(k => k.Count).ToList();
        var all = kinds.SelectMany(k => k.Keys).Distinct(StringComparer.Ordinal).ToList();
        // People use a handful: of more, the rest stand as they come.
        foreach (var key in all.Take(FieldOrder.Most))
        {
            var before = order.FindIndex(other => kinds.Sum(k => k.Count * Math.Sign(Array.IndexOf(k.Keys, other) is >= 0 and var b && Array.IndexOf(k.Keys, key) is >= 0 and var a ? b - a : 0)) > 0);
            order.Insert(before < 0 ? order.Count : before, key);
        }
        return [.. order, .. all.Skip(FieldOrder.Most)];
    }
}
