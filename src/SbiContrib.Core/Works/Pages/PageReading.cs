using System.Text;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;

namespace SbiContrib.Core.Works.Pages;

/// <summary>Which work a page says it is.</summary>
/// <remarks>
/// What names this very page comes first: its canonical address, its arXiv number. A DOI in its <c>citation_</c> or Dublin Core
/// names comes after them, as a preprint's page may state the DOI of what was published. Where one kind of statement names two
/// works, the page names none: a wrong identifier is worse than none.
/// </remarks>
public static class PageReading
{
    // Highwire's, PRISM's and Dublin Core's names: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    private static readonly string[] CitationDois = ["citation_doi", "bepress_citation_doi", "wkhealth_doi", "prism.doi", "eprints.doi", "eprints.id_number"];
    private static readonly string[] Identifiers = ["dc.identifier", "dcterms.identifier", "dc.identifier.doi", "dc:identifier", "dc.identifier.uri"];

    /// <summary>Reads a page.</summary>
    /// <param name="body">Its bytes; cut ones do no harm.</param>
    /// <param name="address">Where it was found, for canonical addresses that are relative.</param>
    /// <returns>The work; null where the page names none, or several. Never throws, whatever the bytes.</returns>
    public static Identifier? Read(ReadOnlySpan<byte> body, Uri address)
    {
        var page = PageText.Of(Text(body));
        IEnumerable<Identifier?>[] evidence =
        [
            page.Canonical.Concat(Of(page, ["og:url", "citation_public_url"])).Select(link => Known(link, address)),
            Of(page, ["citation_arxiv_id"]).Select(Ids.Arxiv),
            Of(page, CitationDois).Select(Ids.Doi),
            Of(page, Identifiers).Select(Stated),
            page.LinkedData.SelectMany(LinkedWork.Of).Select(id => (Identifier?)id),
        ];
        foreach (var kind in evidence)
        {
            var named = kind.OfType<Identifier>().Distinct().Take(2).ToArray();
            if (named.Length > 0)
                return named is [var one] ? one : null;
        }
        return null;
    }

    private static IEnumerable<string> Of(PageText page, string[] names) =>
        page.Metas.Where(meta => names.Contains(meta.Name) && meta.Content.Length <= Identify.LongestLink).Select(meta => meta.Content);

    private static Identifier? Known(string link, Uri address) =>
        link.Length <= Identify.LongestLink && Uri.TryCreate(address, link, out var full) && PageAddress.IsWeb(full) ? Identify.Link(full.AbsoluteUri).Id : null;

    // A handle, a publisher's own number or an ISBN stands there as well: only what shows that it is a DOI or an arXiv number counts.
    private static Identifier? Stated(string text) =>
        Ids.Doi(text) ?? (text.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase) || text.Contains("://arxiv.org/", StringComparison.OrdinalIgnoreCase) ? Identify.Link(text).Id : null);

    // Identifiers and the names around them are ASCII, which every encoding in use but UTF-16 keeps.
    private static string Text(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(body[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(body[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(body[3..]),
        _ => Encoding.UTF8.GetString(body),
    };
}
