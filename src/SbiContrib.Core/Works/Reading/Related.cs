using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works.Reading;

/// <summary>What a source says of other works.</summary>
internal static class Related
{
    // These name the same work in another form or version; a part, a supplement or a translation is another work.
    private static readonly FrozenSet<string> Same = new[]
    {
        "has-preprint", "is-preprint-of", "is-version-of", "has-version", "is-new-version-of", "is-previous-version-of", "is-same-as", "is-identical-to", "is-manuscript-of", "has-manuscript", "is-replaced-by", "replaces", "is-obsoleted-by", "obsoletes",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A relation's name in lower case with dashes: <c>IsVersionOf</c>, <c>isVersionOf</c> and <c>is_version_of</c> are <c>is-version-of</c>.</summary>
    /// <param name="name">The source's name of it.</param>
    /// <returns>The name.</returns>
    public static string Type(string name)
    {
        var written = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && written.Length > 0 && written[^1] != '-')
                written.Append('-');
            written.Append(c is '_' or ' ' ? '-' : char.ToLowerInvariant(c));
        }
        return written.ToString();
    }

    /// <summary>An identifier given with its kind, as DataCite and Zenodo do.</summary>
    /// <param name="scheme">The kind: <c>DOI</c>, <c>arXiv</c>, <c>URL</c>, …</param>
    /// <param name="text">The identifier.</param>
    /// <returns>The identifier in canonical form; null where it names no work.</returns>
    public static Identifier? Identifier(string? scheme, string? text) => scheme?.ToLowerInvariant() switch
    {
        "doi" => Ids.Doi(text),
        "arxiv" => Ids.Arxiv(text),
        "pmid" => Ids.Number("pmid", text),
        "url" when text is not null => Identify.Link(text).Id,
        _ => null,
    };

    /// <summary>The relations to other works, each once.</summary>
    /// <param name="own">The work's own identifier.</param>
    /// <param name="relations">What was read; null for what names no work.</param>
    /// <returns>The relations in order.</returns>
    public static ImmutableArray<Relation> Others(Identifier own, IEnumerable<Relation?> relations) =>
        [.. relations.OfType<Relation>().Where(relation => relation.Id != own).Distinct()];

    /// <summary>The identifiers of the same work among the related.</summary>
    /// <param name="relations">The relations.</param>
    /// <returns>The identifiers.</returns>
    public static IEnumerable<Identifier?> SameWork(this IEnumerable<Relation> relations) =>
        relations.Where(relation => Same.Contains(relation.Type)).Select(relation => (Identifier?)relation.Id);
}
