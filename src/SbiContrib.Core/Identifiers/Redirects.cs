namespace SbiContrib.Core.Identifiers;

/// <summary>Addresses that only carry another one: archives, mail filters, search results, a library's login.</summary>
internal static class Redirects
{
    private static readonly string[] Hosts =
    [
        "google.com", "l.facebook.com", "lm.facebook.com", "t.umblr.com", "out.reddit.com", "slack-redir.net",
        "safelinks.protection.outlook.com", "linkedin.com", "youtube.com", "vk.com", "duckduckgo.com", "steamcommunity.com",
    ];

    // Paths that lead on, under whatever host.
    private static readonly string[] Doors = ["login", "url", "ct", "authorize", "viewer.html", "render", "sharer.php"];

    /// <summary>The address that it leads to; null where it is an address of its own.</summary>
    public static string? Target(Address at)
    {
        // An archive, a reader, a proxy: whatever has an address in its path.
        if (InPath(at.Path) is >= 0 and var kept)
            return Rejoined(at.Path[kept..], at);
        if (at.Host == "web.archive.org" && at[0] == "web" && Identifiers.Hosts.Knows(at[2]))
            return Rejoined(string.Join('/', at.Segments[2..]), at);
        if (at.Host == "urldefense.proofpoint.com")
            return Uri.UnescapeDataString(at.Value("u").Replace('-', '%').Replace('_', '/'));
        if (at.Host == "urldefense.com" && at.Path.Split("__") is [_, var defended, ..])
            return Rejoined(defended, at);
        var target = at.Value("url", "q", "u", "uddg", "qurl", "to", "target", "redirect_uri", "file");
        return target.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Carries(at) ? target : null;
    }

    private static bool Carries(Address at) =>
        (at.Segments.Length > 0 && Array.IndexOf(Doors, at.Segments[^1]) >= 0) || at.Host.StartsWith("google.", StringComparison.Ordinal)
            || Array.Exists(Hosts, host => at.Host == host || at.Host.EndsWith("." + host, StringComparison.Ordinal));

    private static int InPath(string path)
    {
        for (var at = path.IndexOf("http", StringComparison.Ordinal); at >= 0; at = path.IndexOf("http", at + 4, StringComparison.Ordinal))
        {
            if ((at == 0 || path[at - 1] == '/') && path.AsSpan(at) is var rest && (rest.StartsWith("http:/") || rest.StartsWith("https:/")))
                return at;
        }
        return -1;
    }

    private static string Rejoined(string path, Address at) =>
        at.Parameters.Length == 0 ? path : path + "?" + string.Join('&', at.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"));
}
