using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Images that stand for a link and show what it leads to: <c>![arXiv](https://img.shields.io/badge/arXiv-2010.06439-red)</c>.</summary>
internal static class Badges
{
    /// <summary>Whether a link's text is an image.</summary>
    public static bool Is(string text) => text.StartsWith("![", StringComparison.Ordinal);

    /// <summary>Whether a link's text is no word but shows what it leads to: a badge, or the identifier itself.</summary>
    public static bool ShowsId(string text) => Is(text) || Roles.OfIdentifier(text) is not null;

    /// <summary>The same badge for another address: the identifier that it shows becomes the new one.</summary>
    /// <param name="badge">The badge.</param>
    /// <param name="old">The address that it stood for.</param>
    /// <param name="now">The address that it is to stand for.</param>
    /// <returns>The badge; null where it shows what the new address doesn't have.</returns>
    public static string? For(string badge, string old, string now)
    {
        if (Identify.Link(old).Id is not { } was || Writings(was.Value).All(w => !Shows(badge, w)))
            return badge;
        if (Identify.Link(now).Id is not { } id || id.Scheme != was.Scheme)
            return null;
        foreach (var (from, to) in Writings(was.Value).Zip(Writings(id.Value)).OrderByDescending(w => w.First.Length))
            badge = badge.Replace(from, to, StringComparison.OrdinalIgnoreCase);
        return badge;
    }

    private static bool Shows(string badge, string id) => badge.Contains(id, StringComparison.OrdinalIgnoreCase);

    /// <summary>An identifier as it is, as shields.io writes it, and with its slash escaped.</summary>
    private static string[] Writings(string id)
    {
        var escaped = Escape.Url("https://x/" + id) is { Length: > 10 } url ? url[10..] : id;
        var shield = escaped.Replace("-", "--", StringComparison.Ordinal).Replace("_", "__", StringComparison.Ordinal);
        return [escaped, shield, escaped.Replace("/", "%2F", StringComparison.Ordinal), shield.Replace("/", "%2F", StringComparison.Ordinal)];
    }
}
