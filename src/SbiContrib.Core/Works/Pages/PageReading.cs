using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;

namespace SbiContrib.Core.Works.Pages;

/// <summary>What a page says of itself.</summary>
/// <param name="Id">The work that it names; null where it names none, or several.</param>
/// <param name="Onward">The address to which it sends every visitor at once, where it does; it names no work then.</param>
/// <remarks>
/// What names this very page comes first: its canonical address, its arXiv number. A DOI in its <c>citation_</c> or Dublin Core
/// names comes after them, as a preprint's page may state the DOI of what was published. Where one kind of statement names two
/// works, the page names none: a wrong identifier is worse than none. A page that cites itself in full, with title and authors,
/// but gives no identifier is a work too, under its own address (<c>web:https://…</c>).
/// </remarks>
public sealed record PageReading(Identifier? Id, Uri? Onward)
{
    // Highwire's, PRISM's and Dublin Core's names: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    private static readonly string[] CitationDois = ["citation_doi", "bepress_citation_doi", "wkhealth_doi", "prism.doi", "publication_doi", "eprints.doi", "eprints.id_number"];
    private static readonly string[] Identifiers = ["dc.identifier", "dcterms.identifier", "dc.identifier.doi", "dc:identifier", "dc.identifier.uri"];

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page.</param>
    /// <returns>What it says. Never throws, whatever the bytes.</returns>
    public static PageReading Of(Page page)
    {
        var text = PageText.Of(page.Text());
        foreach (var kind in Evidence(text, page.Address))
        {
            var named = kind.OfType<Identifier>().Distinct().Take(2).ToArray();
            if (named.Length > 0)
                return new(named is [var one] ? one : null, null);
        }
        if (text.Refresh is { } refresh && Uri.TryCreate(page.Address, refresh, out var onward) && PageAddress.IsWeb(onward))
            return new(null, onward);
        return new(PageCitation.Of(text) is { IsFull: true } ? Own(text, page.Address) : null, null);
    }

    /// <summary>The identifiers by which a page's work goes besides the one that is known.</summary>
    internal static IEnumerable<Identifier?> Stated(PageText page) => Of(page, ["citation_arxiv_id"]).Select(Ids.Arxiv).Concat(Of(page, CitationDois).Select(Ids.Doi));

    private static IEnumerable<IEnumerable<Identifier?>> Evidence(PageText page, Uri address) =>
    [
        page.Canonical.Concat(Of(page, ["og:url", "citation_public_url"])).Select(link => Known(link, address)),
        Of(page, ["citation_arxiv_id"]).Select(Ids.Arxiv),
        Of(page, CitationDois).Select(Ids.Doi),
        Of(page, Identifiers).Select(Stated),
        Of(page, ["citation_pmid"]).Select(text => Ids.Number("pmid", text)),
        page.LinkedData.SelectMany(LinkedWork.Of).Select(id => (Identifier?)id),
    ];

    private static IEnumerable<string> Of(PageText page, string[] names) =>
        page.Of(names).Where(content => content.Length <= Identify.LongestLink);

    private static Identifier? Known(string link, Uri address) => Full(link, address) is { } full ? Identify.Link(full.AbsoluteUri).Id : null;

    private static Uri? Full(string link, Uri address) =>
        link.Length <= Identify.LongestLink && Uri.TryCreate(address, link, out var full) && PageAddress.IsWeb(full) ? full : null;

    // A handle, a publisher's own number or an ISBN stands there as well: only what shows that it is a DOI or an arXiv number counts.
    private static Identifier? Stated(string text) =>
        Ids.Doi(text) ?? (text.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase) || text.Contains("://arxiv.org/", StringComparison.OrdinalIgnoreCase) ? Identify.Link(text).Id : null);

    // Its canonical address where that is its own host's: what was typed may carry a session or a campaign.
    private static Identifier? Own(PageText page, Uri address)
    {
        var canonical = page.Canonical.Select(link => Full(link, address)).FirstOrDefault(full => full?.Host == address.Host && full.AbsolutePath.Length > 1);
        var own = (canonical ?? address).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return own.Length <= Landing.LongestWeb ? new("web", own) : null;
    }
}
