namespace SbiContrib.Core.Identifiers;

/// <summary>DOIs: their grammar and where addresses carry them; what stands behind them is <see cref="DoiEnd"/>'s.</summary>
/// <remarks>The handbook (doi.org/the-identifier/resources/handbook) allows any printable character in a suffix.</remarks>
internal static class Doi
{
    private static readonly string[] Parameters = ["doi", "id", "urlid", "persistentid", "rft_id", "itemid", "article_id", "uri", "identifier", "query_doi", "target", "pid"];

    /// <summary>The DOI of an address that carries one in its path or query; null where it has none.</summary>
    public static Verdict? In(Address at)
    {
        if (Find(at.Path) is >= 0 and var start)
            return Unlabelled(DoiEnd.Trimmed(at.Path[start..], IsNumbered(at.Path.AsSpan(0, start))), alone: false);
        foreach (var (name, value) in at.Parameters)
        {
            if (Array.IndexOf(Parameters, name) >= 0 && Find(value) is >= 0 and var from)
                return Unlabelled(DoiEnd.Article(DoiEnd.Trimmed(value[from..])), alone: false);
        }
        return null;
    }

    /// <summary>A text that begins as a DOI, with nothing that says it is one: versions and units look alike, so it must be plain.</summary>
    /// <param name="text">From <c>10.</c> on.</param>
    /// <param name="alone">Whether it is all that was given; in an address more must speak for it.</param>
    public static Verdict? Unlabelled(string text, bool alone)
    {
        var prefix = PrefixLength(text);
        var suffix = text.AsSpan(prefix).TrimEnd('/');
        // Registrants of three digits are few.
        var shortest = prefix > 6 && char.IsAsciiDigit(text[6]) ? (alone ? 3 : 4) : alone ? 8 : int.MaxValue;
        var isPlain = suffix.ContainsAnyInRange('0', '9') || (suffix.Length > 5 && (suffix.ContainsAny('.', '/') || DoiEnd.IsKnown(text)));
        return suffix.Length >= shortest && isPlain && !suffix.StartsWith("(issn)", StringComparison.OrdinalIgnoreCase) ? Verdict(text) : null;
    }

    /// <summary>The identifier that a DOI's text means: arXiv's DOIs are their arXiv number.</summary>
    public static Verdict? Verdict(string text)
    {
        var doi = DoiEnd.Ended(text.ToLowerInvariant());
        var suffix = PrefixLength(doi) is > 0 and var prefix ? doi[prefix..] : "";
        if (suffix.Length == 0 || suffix[0] == '/' || suffix.AsSpan().ContainsAny(' ', '"', '\\'))
            return null;
        if (doi.StartsWith("10.48550/", StringComparison.Ordinal))
            return suffix.StartsWith("arxiv", StringComparison.Ordinal) ? Arxiv.Read(suffix["arxiv".Length..].TrimStart('.', ':')) : null;
        return Preprints.Versioned(doi) ?? Identifiers.Verdict.Is("doi", doi);
    }

    /// <summary>Where a DOI begins: a directory code that no letter or digit stands before; -1 where there is none.</summary>
    public static int Find(string text)
    {
        for (var at = text.IndexOf("10.", StringComparison.Ordinal); at >= 0; at = text.IndexOf("10.", at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '-' or '_')) && PrefixLength(text.AsSpan(at)) > 0)
                return at;
        }
        return -1;
    }

    /// <summary>The length of <c>10.1234/</c> with the slash; 0 where the text begins otherwise, as <c>10.123.45.67/</c> does.</summary>
    public static int PrefixLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("10."))
            return 0;
        var slash = text.IndexOf('/');
        if (slash < 0 || slash > 40)
            return 0;
        var registrant = text[3..slash];
        var digits = registrant.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? registrant.Length : digits;
        if (digits is < 3 or > 9 || (registrant.Count('.') == 2 && !registrant.ContainsAnyExceptInRange('.', '9')))
            return 0;
        foreach (var character in registrant[digits..])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or ':'))
                return 0;
        }
        return digits == registrant.Length || registrant[digits] is '.' or ':' ? slash + 1 : 0;
    }

    /// <summary>A short DOI, <c>10/gf4gqc</c> (shortdoi.org).</summary>
    public static bool IsShort(ReadOnlySpan<char> text) =>
        text.StartsWith("10/") && text.Length is >= 6 and <= 10 && IsWord(text[3..]);

    /// <summary>The rule of the DOI resolvers: the path is the DOI, or a short one.</summary>
    public static Verdict? Resolver(Address at)
    {
        var path = at.Path;
        foreach (var label in (ReadOnlySpan<string>)["urn:", "doi:"])
            path = path.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? path[label.Length..] : path;
        if (IsShort(path))
            return Identifiers.Verdict.Is("doi", path.ToLowerInvariant());
        // Without its "10/" a code is told from a page of the site by a digit and by being short.
        if (at.Host == "doi.org" && path.Length is >= 3 and <= 5 && IsWord(path) && path.AsSpan().ContainsAnyInRange('0', '9'))
            return Identifiers.Verdict.Is("doi", "10/" + path.ToLowerInvariant());
        if (Find(path) is >= 0 and var start)
            return Verdict(DoiEnd.Trimmed(path[start..])) ?? Identifiers.Verdict.NeedsPage;
        return In(at) ?? (at.Host == "doi.org" ? Identifiers.Verdict.NotAWork : null);
    }

    /// <summary>Silverchair's platform puts a number of its own behind the DOI: <c>/mnras/article/doi/10.1093/…/7643658</c>.</summary>
    private static bool IsNumbered(ReadOnlySpan<char> before)
    {
        if (!before.EndsWith("/doi/", StringComparison.OrdinalIgnoreCase))
            return false;
        var room = before[..^"/doi/".Length];
        room = room[(room.LastIndexOf('/') + 1)..];
        return room.Contains("article", StringComparison.OrdinalIgnoreCase) || room.Contains("chapter", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
                return false;
        }
        return text.Length > 0;
    }
}
