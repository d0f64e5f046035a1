using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Which key of a data file holds what, by its name.</summary>
internal sealed record YamlKeys(string? Id, string? Title, string? Link, string? Authors, string? Date, string? Venue, string? Section, string? Note, string? Arxiv, string? Doi, string? Created)
{
    /// <summary>Finds the keys that the entries use.</summary>
    public static YamlKeys Of(ImmutableArray<YamlItem> items)
    {
        var used = items.SelectMany(i => i.Fields.Select(f => f.Key)).ToHashSet(StringComparer.Ordinal);
        string? Find(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (used.TryGetValue(name, out var found))
                    return found;
            }
            return null;
        }
        return new(
            Find("id", "number"), Find("title", "name"), Find("link", "url", "href", "website", "page"), Find("authors", "author"),
            Find("published_on", "date", "published", "year"), Find("journal", "venue", "booktitle", "publication", "conference"),
            Find("category", "section", "topic", "group", "field"), Find("note", "description", "comment", "snippet"),
            Find("arxiv_id", "arxiv", "eprint"), Find("doi"), Find("created_at", "added", "added_on"));
    }
}
