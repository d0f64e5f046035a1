using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Where a DOI ends: what addresses put behind it, what prose and markup do, and the suffixes whose shape is known.</summary>
internal static class DoiEnd
{
    private static readonly FrozenSet<string> Tails = FrozenSet.ToFrozenSet(
    [
        "meta", "pdf", "full", "fulltext", "full-text", "full-xml", "abstract", "epdf", "epub", "pdfplus", "pdfdirect", "html", "xml", "htm", "text",
        "summary", "references", "figures", "figure", "tables", "metrics", "supplementary", "supplement", "supplemental", "suppinfo", "otherversions",
        "supplementary-material", "suppl_file", "media", "mediaobjects", "citation", "citations", "cite", "cited-by", "download", "viewer", "related",
        "comments", "authors", "article-info", "peer-review", "open-peer-review", "export", "bibtex", "ris", "images", "transform", "agency", "fulltext.html", "asset",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Extensions =
    [
        ".pdf", ".epdf", ".html", ".htm", ".xml", ".epub", ".short", ".full", ".abstract", ".long", ".full-text", ".pdf+html", ".svg",
        ".supplementary-material", ".article-metrics", ".article-info", ".figures-only", ".extract", ".bib", ".ris",
    ];

    // Oxford's reference works and monographs name the book in the DOI, the chapter or entry behind it.
    private static readonly string[] Books = ["upso-", "acprof-", "oso-", "acrefore-", "acref-", "oxfordhb-", "med-"];

    // What begins the next sentence of a reference whose blank was lost.
    private static readonly string[] NextWords = [".accessed", ".available", ".retrieved", ".published"];

    // These never have a slash in their suffix.
    private static readonly FrozenSet<string> OnePart = FrozenSet.ToFrozenSet(
        ["10.1007", "10.1186", "10.1101", "10.64898", "10.21105", "10.1038", "10.1073", "10.1126", "10.1103", "10.3390", "10.3389", "10.5281", "10.1201", "10.4324", "10.1081", "10.1371"]);

    // EDP Sciences, IOP, Hindawi: their suffixes end with such a number themselves.
    private static readonly FrozenSet<string> NumberedThemselves = FrozenSet.ToFrozenSet(["10.1051", "10.1088", "10.3847", "10.1155"]);

    /// <summary>The DOI without the views, file names and numbers that a publisher's address puts behind it.</summary>
    /// <param name="path">From <c>10.</c> on.</param>
    /// <param name="numbered">Whether a number of five digits is the address's, not the DOI's.</param>
    /// <returns>The DOI; empty where the address means a part of the work that it names.</returns>
    public static string Trimmed(string path, bool numbered = false)
    {
        var doi = path.ToLowerInvariant();
        for (var length = -1; length != doi.Length;)
        {
            length = doi.Length;
            doi = WithoutTails(Ended(doi), numbered);
        }
        return doi;
    }

    private static string WithoutTails(string doi, bool numbered)
    {
        var parts = doi.Split('/');
        numbered &= !NumberedThemselves.Contains(parts[0]);
        var end = 2;
        while (end < parts.Length && !IsTail(parts[end]) && !(numbered && parts[end].Length >= 5 && Proceedings.Digits(parts[end])))
            end++;
        if (end < parts.Length && IsEntry(parts[end]))
            return "";
        doi = string.Join('/', parts[..Math.Min(end, parts.Length)]);
        while (Array.Find(Extensions, extension => doi.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } ending)
            doi = doi[..^ending.Length];
        return doi;
    }

    /// <summary>Whether suffixes of this DOI's registrant are known to us, so that no digit is needed: <c>10.1103/dmlf-jkfc</c>.</summary>
    public static bool IsKnown(string doi) => OnePart.Contains(doi.Split('/')[0]);

    /// <summary>Without what prose, a quotation, markup or a query put at its end.</summary>
    /// <param name="doi">In lower case, from <c>10.</c> on.</param>
    public static string Ended(string doi)
    {
        for (var length = -1; length != doi.Length;)
        {
            length = doi.Length;
            doi = Shaped(Wrapping.Unqueried(Wrapping.Cut(doi)));
            doi = HasCheck(doi) ? doi : Unnoted(Wrapping.Bare(doi.TrimEnd(Wrapping.Ends)));
        }
        return doi;
    }

    /// <summary>A SICI ends with its check character, which may be any: <c>3.0.co;2-#</c> (ANSI/NISO Z39.56).</summary>
    private static bool HasCheck(string doi) => doi.Length > 7 && doi.AsSpan(0, doi.Length - 1).EndsWith("co;2-");

    /// <summary>Without a footnote's mark, a year or the next sentence's word, glued on.</summary>
    private static string Unnoted(string doi)
    {
        var open = doi.AsSpan().LastIndexOfAny('[', '(');
        var inside = open > 0 && doi[^1] is ']' or ')' ? doi[(open + 1)..^1] : "";
        var isNote = open > 0 && doi[open] == '[' ? inside.Length is 1 or 2 && Proceedings.Digits(inside)
            : inside.Length == 4 && inside[..2] is "19" or "20" && Proceedings.Digits(inside) && doi.IndexOf('(', StringComparison.Ordinal) == open;
        return isNote ? doi[..open] : Array.Find(NextWords, word => doi.EndsWith(word, StringComparison.Ordinal)) is { } next ? doi[..^next.Length] : doi;
    }

    /// <summary>Cut where the registrant's suffixes are known to end.</summary>
    private static string Shaped(string doi)
    {
        if (doi.AsSpan().Count('/') < 2)
            return doi;
        var parts = doi.Split('/');
        if (OnePart.Contains(parts[0]) && parts[1] != "annotation")
            return $"{parts[0]}/{parts[1]}";
        // IOP: a journal's ISSN, then an article's code or volume, issue and page.
        if (parts[0] is "10.1088" or "10.3847" && parts.Length > 3 && parts[1].Length == 9 && parts[1][4] == '-')
            return string.Join('/', parts[..Math.Min(parts.Length, parts[2].Length == 6 && parts[2][0] == 'a' ? 3 : 5)]);
        return doi;
    }

    /// <summary>The article whose figure or table PLOS names: <c>10.1371/journal.pcbi.1003456.g001</c>.</summary>
    public static string Article(string doi)
    {
        const int length = 28;
        return doi.StartsWith("10.1371/journal.p", StringComparison.OrdinalIgnoreCase) && doi.Length > length && Proceedings.Digits(doi[(length - 7)..length]) ? doi[..length] : doi;
    }

    private static bool IsTail(string part) =>
        Tails.Contains(part.Split(';')[0]) || Array.Exists(Books, book => part.StartsWith(book, StringComparison.OrdinalIgnoreCase));

    private static bool IsEntry(string part) =>
        Array.Exists(Books, book => part.StartsWith(book, StringComparison.OrdinalIgnoreCase)) && (part.Contains("-e-", StringComparison.OrdinalIgnoreCase) || part.Contains("-chapter-", StringComparison.OrdinalIgnoreCase));
}
