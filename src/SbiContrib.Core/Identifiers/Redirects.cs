namespace SbiContrib.Core.Identifiers;

/// <summary>Addresses that only carry another one: archives, mail filters, search results, a library's login.</summary>
internal static class Redirects
{
    private static readonly string[] Hosts =
    [
        "google.com", "scholar.google.com", "l.facebook.com", "lm.facebook.com", "t.umblr.com", "out.reddit.com", "slack-redir.net",
        "safelinks.protection.outlook.com", "linkedin.com", "youtube.com", "vk.com", "duckduckgo.com", "steamcommunity.com",
    ];

    /// <summary>The address that it leads to; null where it is an address of its own.</summary>
    public static string? Target(Address at)
    {
        if (at.Host.EndsWith("archive.org", StringComparison.Ordinal) && at.Path.IndexOf("http", StringComparison.Ordinal) is > 0 and var kept)
            return Rejoined(at.Path[kept..], at);
        if (at.Host == "urldefense.com" && at.Path.Split("__") is [_, var defended, ..])
            return Rejoined(defended, at);
        var carries = at[0] == "login" || Array.Exists(Hosts, host => at.Host == host || at.Host.EndsWith("." + host, StringComparison.Ordinal));
        var target = carries ? at.Value("url", "q", "u", "uddg", "qurl", "to") : "";
        return target.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? target : null;
    }

    private static string Rejoined(string path, Address at) =>
        at.Parameters.Length == 0 ? path : path + "?" + string.Join('&', at.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"));
}
