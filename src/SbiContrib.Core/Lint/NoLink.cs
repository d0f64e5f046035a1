using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Lint;

/// <summary>An address that no browser opens.</summary>
internal static class NoLink
{
    private static readonly string[] Schemes = ["http:", "https:", "ftp:", "mailto:", "doi:", "arxiv:"];

    public static readonly LintRule Rule = new("no-link", "The address of a link leads nowhere: its scheme, host or spelling is wrong.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) =>
        from entry in list.Entries
        from link in entry.Links.Where(l => !string.IsNullOrWhiteSpace(l.Url) && !IsQuoted(entry, l.Url)).DistinctBy(l => l.Url)
        let wrong = Wrong(link.Url, list.Markdown is null)
        where wrong is not null
        select Rule.At(list.PathOf(entry), LintedList.LineOf(entry, link.Url), $"“{Shown(link.Url)}” is no link: {wrong}");

    /// <summary>Whether an address with a space in it stands in angle brackets, that allow it.</summary>
    private static bool IsQuoted(Entry entry, string url) => url.Contains(' ', StringComparison.Ordinal) && entry.Text.Contains($"(<{url}>", StringComparison.Ordinal);

    /// <summary>Whether a scheme is http or https with a slip of the finger; there are many others.</summary>
    private static bool IsMisspelt(string scheme) => scheme.Contains('t', StringComparison.OrdinalIgnoreCase) && scheme.TrimEnd(':').All(c => char.ToLowerInvariant(c) is 'h' or 't' or 'p' or 's');

    /// <summary>Whether an address begins with http, but not as one does: <c>http//</c>, <c>https:/</c>.</summary>
    private static bool IsTorn(string address)
    {
        var rest = address.AsSpan(address.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? 5 : 4);
        return address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && rest is [':' or ';' or '/' or ',', ..] && !rest.StartsWith("://");
    }

    /// <summary>What is wrong with an address; a page may lead to places of its own site, a data file's links lead away.</summary>
    private static string? Wrong(string url, bool away)
    {
        var address = url.Trim().Trim('<', '>');
        if (address == "#")
            return "it leads to the top of its own page";
        if (address.StartsWith('#') || address.StartsWith('{'))
            return null;
        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return "it lacks https:// and is taken for a file beside the page";
        if (IsTorn(address))
            return "it lacks “://”";
        var scheme = address.IndexOf("://", StringComparison.Ordinal) is > 0 and < 12 and var at ? address[..(at + 1)] : null;
        if (scheme is null)
            return away && !Schemes.Any(s => address.StartsWith(s, StringComparison.OrdinalIgnoreCase)) && !address.StartsWith('/') ? "it has no https://" : null;
        if (!Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            return IsMisspelt(scheme) ? $"there is no “{scheme}//”" : null;
        var rest = address[(scheme.Length + 2)..];
        if (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https:/", StringComparison.OrdinalIgnoreCase))
            return "it begins twice";
        if (address.Contains(' ', StringComparison.Ordinal))
            return "there is a space in it";
        var host = rest[..(rest.AsSpan().IndexOfAny('/', '?', '#') is >= 0 and var end ? end : rest.Length)];
        if (host.StartsWith('['))
            return null;
        return !host.Contains('.', StringComparison.Ordinal) && !host.StartsWith("localhost", StringComparison.Ordinal) || host.StartsWith('.') || host.EndsWith('.') || host.Contains("..", StringComparison.Ordinal) ? "its host is no name" : null;
    }

    private static string Shown(string url) => url.Length > 100 ? url[..99] + "…" : url;
}
