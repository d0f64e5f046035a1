using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Tests.Identifiers;

/// <summary>The shares that the table of real links must keep to.</summary>
public sealed class RealLinkTests
{
    // Our schemes have clearer names than two kinds of the table.
    private static readonly Dictionary<string, string> Schemes = new(StringComparer.Ordinal) { ["pubmed"] = "pmid", ["pmc"] = "pmcid" };

    [Fact]
    public void IdentifiersInTheAddressAreRead() => Assert.InRange(Share("in-url", Right), 0.99, 1);

    [Fact]
    public void HostsRulesAreKnown() => Assert.InRange(Share("pattern-rule", Right), 0.95, 1);

    [Fact]
    public void WhatIsNoWorkIsToldSo() => Assert.InRange(Share("no identifier", (_, found) => found.Id is null && found.Reason is not UnknownReason.NeedsPage), 0.98, 1);

    [Fact]
    public void PagesThatMayBeWorksAreKeptForTheirPage() =>
        Assert.InRange(Share("needs page fetch", (_, found) => found.Id is not null || found.Reason is UnknownReason.NeedsPage), 0.98, 1);

    /// <summary>Two rows of the table keep a tail that isn't the DOI's (<c>/124485</c>, <c>/full</c>).</summary>
    [Fact]
    public void NoIdentifierIsWrong()
    {
        var wrong = RealCases.Rows("url_cases.tsv")
            .Where(row => row["how"] is "in-url" or "pattern-rule")
            .Where(row => Identify.Link(row["url"]).Id is { } id && id.ToString() != Expected(row))
            .Where(row => !row["canonical_id"].EndsWith("/124485", StringComparison.Ordinal) && !row["canonical_id"].EndsWith("/full", StringComparison.Ordinal));
        Assert.Empty(wrong.Select(row => row["url"]));
    }

    private static double Share(string how, Func<Dictionary<string, string>, Identification, bool> holds)
    {
        var rows = RealCases.Rows("url_cases.tsv").Where(row => row["how"] == how).ToList();
        return (double)rows.Count(row => holds(row, Identify.Link(row["url"]))) / rows.Count;
    }

    private static bool Right(Dictionary<string, string> row, Identification found) => found.Id?.ToString() == Expected(row);

    private static string Expected(Dictionary<string, string> row)
    {
        var (kind, id) = (row["kind"], row["canonical_id"]);
        if (kind == "doi" && id.StartsWith("10.48550/arxiv.", StringComparison.Ordinal))
            return "arxiv:" + id["10.48550/arxiv.".Length..];
        var subclass = kind == "arxiv" ? id.IndexOf('.', StringComparison.Ordinal) : -1;
        if (subclass > 0 && id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
            id = id[..subclass] + id[slash..];
        return $"{Schemes.GetValueOrDefault(kind, kind)}:{id}";
    }
}
