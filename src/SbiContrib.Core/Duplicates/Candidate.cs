using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Duplicates;

/// <summary>A work as far as it is known for telling it from others.</summary>
/// <param name="Key">The caller's name for it: a line, an entry, a row.</param>
/// <param name="Title">The title as written, TeX and markup included; null where unknown.</param>
/// <param name="Ids">Every identifier under which it goes.</param>
/// <param name="Authors">The authors as written, <c>Family, Given</c> or <c>Given Family</c>; empty where unknown. A list that was cut ends with <c>et al.</c> or <c>…</c>.</param>
/// <param name="Year">The year, where known.</param>
public sealed record Candidate(string Key, string? Title, ImmutableArray<Identifier> Ids, ImmutableArray<string> Authors, int? Year)
{
    /// <summary>A candidate by a link as it stands in a list.</summary>
    /// <param name="key">The caller's name for it.</param>
    /// <param name="title">The title as written.</param>
    /// <param name="link">A link of any shape. One that holds no identifier but may lead to a work counts by its address, scheme <c>url</c>.</param>
    /// <param name="authors">The authors as written.</param>
    /// <returns>The candidate, its year unknown.</returns>
    public static Candidate OfLink(string key, string? title, string link, ImmutableArray<string> authors)
    {
        var found = Identify.Link(link);
        var id = found.Id ?? (found.Reason is UnknownReason.NeedsPage ? new Identifier("url", Bare(link)) : null);
        return new(key, title, id is { } one ? [one] : [], authors, null);
    }

    private static string Bare(string link)
    {
        var text = link.Trim();
        text = text[(text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..];
        return (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text).TrimEnd('/');
    }
}
