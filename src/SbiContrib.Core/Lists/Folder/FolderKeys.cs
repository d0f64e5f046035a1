using System.Collections.Immutable;
using SbiContrib.Core.Lists.Yaml;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>Which field of an entry's file holds what, by its name and by what the entries write into it.</summary>
internal sealed class FolderKeys
{
    private static readonly string[] Notes = ["note", "comment", "description", "remark"];

    private readonly ImmutableArray<FolderFile> files;
    private readonly HashSet<string> used;

    public FolderKeys(ImmutableArray<FolderFile> files, EntrySchema? schema, string? section)
    {
        this.files = files;
        used = files.SelectMany(f => f.Fields.Select(field => field.Key)).ToHashSet(StringComparer.Ordinal);
        Title = Find("title", "name");
        Link = Find("link", "url", "href", "website", "page");
        Date = Find("date", "published", "published_on", "year");
        Authors = Find("authors", "author");
        Venue = Find("journal", "venue", "booktitle", "publication", "conference");
        Citation = Find("citation", "reference");
        Note = Find(Notes) ?? Array.Find(Notes, name => schema?.Has(name) is true);
        Ids = [.. new[] { ("inspire", Find("inspire-id", "inspire_id", "inspire", "inspire-recid")), ("arxiv", Find("arxiv", "arxiv-id", "arxiv_id", "eprint")), ("doi", Find("doi", "DOI")) }
            .Where(id => id.Item2 is not null).Select(id => (id.Item1, id.Item2!))];
        Section = section ?? Find("category", "section", "topic", "group", "field", "focus-area", "focus_area", "area") ?? Classifying(schema, null);
        Label = Section is null ? null : Classifying(null, Section);
    }

    public string? Title { get; }

    public string? Link { get; }

    public string? Date { get; }

    public string? Authors { get; }

    public string? Venue { get; }

    public string? Citation { get; }

    public string? Note { get; }

    /// <summary>The fields that hold an identifier, each with its scheme.</summary>
    public ImmutableArray<(string Scheme, string Key)> Ids { get; }

    /// <summary>The field by which the entries are sorted into sections.</summary>
    public string? Section { get; }

    /// <summary>Another field that classifies them.</summary>
    public string? Label { get; }

    /// <summary>Whether entries that have this identifier say nothing of the work besides: the site takes the rest from its source.</summary>
    public bool IsEnough(string idKey) =>
        Title is null || files.Count(f => f[idKey] is not null && f[Title] is null) * 2 > files.Count(f => f[idKey] is not null);

    private string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (used.Contains(name))
                return name;
        }
        return null;
    }

    /// <summary>The field whose few words most entries repeat; where the schema lists the words of one, that.</summary>
    private string? Classifying(EntrySchema? schema, string? not)
    {
        string?[] known = [Title, Link, Date, Authors, Venue, Citation, Note, not, .. Ids.Select(id => id.Key)];
        var candidates = used.Where(key => !known.Contains(key)).Select(key => (Key: key, Values: files.SelectMany(f => f[key]?.Values ?? []).ToList()))
            .Where(c => c.Values.Count * 4 >= files.Length && c.Values.Distinct(StringComparer.Ordinal).Count() * 2 <= c.Values.Count && !c.Values.TrueForAll(YamlScalar.IsOtherType))
            .OrderByDescending(c => schema?.Words(c.Key).IsEmpty == false).ThenByDescending(c => files.Count(f => f[c.Key] is not null)).ThenBy(c => c.Key, StringComparer.Ordinal);
        return candidates.Select(c => c.Key).FirstOrDefault();
    }
}
