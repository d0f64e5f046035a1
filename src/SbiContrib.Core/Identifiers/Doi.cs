using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>DOIs: their grammar, where addresses carry them, and what the carrier adds to them.</summary>
/// <remarks>The handbook (doi.org/the-identifier/resources/handbook) allows any printable character in a suffix.</remarks>
internal static class Doi
{
    private static readonly FrozenSet<string> Tails = FrozenSet.ToFrozenSet(
    [
        "meta", "pdf", "full", "fulltext", "full-text", "full-xml", "abstract", "epdf", "epub", "pdfplus", "pdfdirect", "html", "xml", "htm", "text",
        "summary", "references", "figures", "figure", "tables", "metrics", "supplementary", "supplement", "supplemental",
        "supplementary-material", "suppl_file", "media", "citation", "citations", "cite", "cited-by", "download", "viewer", "related",
        "comments", "authors", "article-info", "peer-review", "export", "bibtex", "ris", "images", "transform", "agency", "fulltext.html", "asset",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Extensions =
    [
        ".pdf", ".html", ".htm", ".xml", ".epub", ".short", ".full", ".abstract", ".long", ".full-text", ".pdf+html", ".svg",
        ".supplementary-material", ".article-metrics", ".article-info", ".figures-only", ".extract", ".bib", ".ris",
    ];

    // Silverchair's platform puts its own number behind the DOI.
    private static readonly FrozenSet<string> Silverchair = FrozenSet.ToFrozenSet(
    [
        "academic.oup.com", "direct.mit.edu", "pubs.aip.org", "rupress.org", "ashpublications.org", "jamanetwork.com", "emerald.com",
        "royalsocietypublishing.org", "asmedigitalcollection.asme.org", "pubs.geoscienceworld.org", "aacrjournals.org", "portlandpress.com",
        "iwaponline.com", "read.dukeupress.edu", "journals.biologists.com",
    ]);

    private static readonly string[] Parameters = ["doi", "id", "urlid", "persistentid", "rft_id", "itemid", "article_id", "uri", "identifier", "query_doi"];

    /// <summary>The DOI of an address that carries one in its path or query; null where it has none.</summary>
    public static Verdict? In(Address at)
    {
        if (Find(at.Path) is >= 0 and var start)
            return Verdict(Trimmed(at.Host, at.Path[start..]));
        foreach (var (name, value) in at.Parameters)
        {
            if (Array.IndexOf(Parameters, name) >= 0 && Find(value) is >= 0 and var from)
                return Verdict(Trimmed(at.Host, value[from..]));
        }
        return null;
    }

    /// <summary>The identifier that a DOI's text means: arXiv's DOIs are their arXiv number.</summary>
    public static Verdict? Verdict(string text)
    {
        var doi = Ended(text.ToLowerInvariant());
        var suffix = PrefixLength(doi) is > 0 and var prefix ? doi[prefix..] : "";
        if (suffix.Length == 0 || suffix[0] == '/' || suffix.AsSpan().ContainsAny(' ', '"', '\\'))
            return null;
        if (doi.StartsWith("10.48550/", StringComparison.Ordinal))
            return suffix.StartsWith("arxiv.", StringComparison.Ordinal) ? Arxiv.Read(suffix["arxiv.".Length..]) : null;
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

    /// <summary>The length of <c>10.1234/</c> with the slash; 0 where the text begins otherwise.</summary>
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
        if (digits is < 3 or > 9)
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
        return In(at) ?? (at.Host == "doi.org" ? Identifiers.Verdict.NotAWork : null);
    }

    /// <summary>Without the punctuation that prose, a quotation or a path put at its end.</summary>
    private static string Ended(string doi)
    {
        for (var length = -1; length != doi.Length;)
        {
            length = doi.Length;
            doi = Wrapping.Strip(doi.TrimEnd('/'));
        }
        return doi;
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

    /// <summary>The DOI without the views, file names and numbers that a publisher's address puts behind it.</summary>
    public static string Trimmed(string host, string path)
    {
        var parts = path.TrimEnd('/').Split('/');
        var end = 2;
        while (end < parts.Length && !IsTail(host, parts[end]))
            end++;
        if (host is "taylorfrancis.com")
            end = 2;
        var doi = string.Join('/', parts[..Math.Min(end, parts.Length)]);
        while (Array.Find(Extensions, extension => doi.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } ending)
            doi = doi[..^ending.Length];
        return doi;
    }

    private static bool IsTail(string host, string part) =>
        Tails.Contains(part)
        || part.StartsWith("upso-", StringComparison.Ordinal) || part.StartsWith("acprof-", StringComparison.Ordinal) || part.StartsWith("oso-", StringComparison.Ordinal)
        || (Silverchair.Contains(host) && part.Length >= 5 && !part.AsSpan().ContainsAnyExceptInRange('0', '9'));
}
