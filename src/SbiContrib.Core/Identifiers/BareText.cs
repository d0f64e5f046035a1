namespace SbiContrib.Core.Identifiers;

/// <summary>Identifiers without an address: <c>arXiv:2010.06439</c>, a DOI, <c>PMC123</c>, a bibcode, our own <c>scheme:value</c>.</summary>
internal static class BareText
{
    /// <summary>Reads a text that is an identifier; null where it is none.</summary>
    /// <param name="text">The text without wrapping.</param>
    /// <param name="alone">Whether it stands alone: a short DOI is a word of a sentence otherwise.</param>
    public static Verdict? Read(string text, bool alone)
    {
        text = text.TrimStart('/');
        if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            return OfDoi(text[4..]) ?? Read(text[4..], alone: true);
        if (text.StartsWith("doi", StringComparison.OrdinalIgnoreCase) && OfDoi(text.AsSpan(3).TrimStart(":=/.{ ").ToString()) is { } named)
            return named;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is > 0 and < 12 && !text.AsSpan(colon).StartsWith("://") && Labelled(text[..colon].ToLowerInvariant(), text[(colon + 1)..].Trim()) is { } labelled)
            return labelled;
        return Doi.Find(text) == 0 ? Doi.Unlabelled(DoiEnd.Trimmed(text), alone: true)
            : alone && Doi.IsShort(text) ? Verdict.Is("doi", text.ToLowerInvariant())
            : Numbered(text) ?? (text.StartsWith("hal-", StringComparison.OrdinalIgnoreCase) || text.StartsWith("tel-", StringComparison.OrdinalIgnoreCase) ? Indexes.HalId(text) : null);
    }

    // An old arXiv number with its class, version and file name.
    private const int LongestNumber = 60;

    private static Verdict? Numbered(string text) =>
        text.Length > LongestNumber ? null : Arxiv.Read(text.StartsWith("abs/", StringComparison.Ordinal) ? text[4..] : text) ?? Ads.Read(text)
        ?? (text.StartsWith("PMC", StringComparison.OrdinalIgnoreCase) && text.Length > 6 ? Indexes.Pmcid(text) : null);

    private static Verdict? Labelled(string label, string value)
    {
        if (value.Length == 0)
            return null;
        if (value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && label is "doi" or "arxiv" or "url" or "link")
            return Reading.Whole(value);
        var parts = value.Split('/');
        return label switch
        {
            "info" => OfDoi(value),
            "arxiv" or "oai" => Arxiv.Read(value),
            "pmid" or "pubmed" => Indexes.Pmid(value),
            "pmcid" or "pmc" => Indexes.Pmcid(value),
            "openreview" => OpenReview.Read(value),
            "inspire" => Indexes.Recid(value),
            "ads" or "bibcode" => Ads.Read(value),
            "s2" => Indexes.SemanticScholarId(value),
            "corpusid" => Indexes.SemanticScholarId("CorpusID:" + value),
            "acl" => Proceedings.Acl(value),
            "hal" => Indexes.HalId(value),
            "pypi" => Packages.PypiName(value) is { } name ? Verdict.Is("pypi", name) : null,
            "github" when parts is [var owner, var repository] => Repositories.GitHubName(owner, repository),
            "pmlr" when parts is [var volume, var key] => Proceedings.PmlrPaper(volume, key),
            "gitlab" or "jmlr" or "neurips" or "osf" or "cran" or "julia" or "conda" => AsAddress(label, value),
            _ => null,
        };
    }

    private static Verdict? OfDoi(string value)
    {
        value = value.StartsWith("doi/", StringComparison.OrdinalIgnoreCase) ? value[4..] : value;
        if (Doi.IsShort(value))
            return Verdict.Is("doi", value.ToLowerInvariant());
        return Doi.Find(value) == 0 ? Doi.Verdict(DoiEnd.Trimmed(value)) : null;
    }

    /// <summary>What the scheme's own host would make of the value, so that it is checked by the same rule.</summary>
    private static Verdict? AsAddress(string scheme, string value)
    {
        var page = Landing.Page(new Identifier(scheme, value));
        return page is not null && Address.TryParse(page.AbsoluteUri, out var address) && Hosts.Rule(address) is { Id: not null } found ? found : null;
    }
}
