using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Pages;

/// <summary>How a page cites the work that it shows: what it states for search engines and reference managers.</summary>
/// <remarks>Highwire's, bepress's, EPrints', PRISM's and Dublin Core's names, in the order in which they are trusted; then its JSON-LD.</remarks>
internal sealed record PageCitation(string? Title, ImmutableArray<Author> Authors, string? Date, string? Venue, string? Abstract, string Kind)
{
    private static readonly string[] Titles = ["citation_title", "bepress_citation_title", "wkhealth_title", "eprints.title", "dc.title", "dcterms.title"];
    private static readonly string[][] Creators = [["citation_author"], ["citation_authors"], ["bepress_citation_author"], ["eprints.creators_name"], ["dc.creator", "dcterms.creator"], ["dc.contributor"]];
    private static readonly string[] Days = ["citation_publication_date", "citation_date", "citation_online_date", "citation_year", "bepress_citation_date", "eprints.date", "dc.date.issued", "dcterms.issued", "dc.date", "prism.publicationdate"];
    private static readonly string[] Venues = ["citation_journal_title", "citation_conference_title", "citation_inbook_title", "citation_book_title", "bepress_citation_journal_title", "prism.publicationname", "eprints.publication"];
    private static readonly string[] Abstracts = ["citation_abstract", "eprints.abstract", "dcterms.abstract", "dc.description.abstract", "dc.description"];

    /// <summary>It has a title and an author, by which it can be told from any other work.</summary>
    public bool IsFull => Title is not null && !Authors.IsEmpty;

    /// <summary>Reads it.</summary>
    /// <param name="page">What the page states.</param>
    public static PageCitation Of(PageText page)
    {
        var linked = page.LinkedData.Select(LinkedWork.First).FirstOrDefault(node => node is not null);
        var authors = Creators.Select(names => page.Of(names).SelectMany(People).Authors()).FirstOrDefault(found => !found.IsEmpty);
        return new(
            CleanText.Line(page.Of(Titles).FirstOrDefault() ?? linked.At("headline").Text() ?? linked.At("name").Text()),
            authors.IsDefaultOrEmpty ? Linked(linked) : [.. authors.Distinct()],
            page.Of(Days).Select(Dates.Written).FirstOrDefault(date => date is not null) ?? Dates.Written(linked.At("datePublished").Text()),
            CleanText.Line(page.Of(Venues).FirstOrDefault() ?? linked.At("isPartOf", "isPartOf", "name").Text() ?? linked.At("isPartOf", "name").Text()),
            CleanText.Paragraphs(page.Of(Abstracts).FirstOrDefault() ?? linked.At("abstract").Text()),
            KindOf(page));
    }

    // "Doe, Jane; van der Berg, Ludwig" where one statement holds all of them.
    private static IEnumerable<Author?> People(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5_000).Select(Names.Spoken);

    private static ImmutableArray<Author> Linked(JsonElement? work)
    {
        var authors = work.At("author");
        return (authors is { ValueKind: JsonValueKind.Array } ? authors.Items() : authors is { } one ? [one] : [])
            .Select(author => author.Text("familyName") is { } family ? Names.Parts(author.Text("givenName"), family) : Names.Spoken(author.Text("name") ?? ((JsonElement?)author).Text())).Authors();
    }

    private static string KindOf(PageText page)
    {
        bool Has(string name) => page.Of([name]).Any();
        return Has("citation_conference_title") ? "proceedings"
            : Has("citation_dissertation_institution") ? "thesis"
            : Has("citation_inbook_title") ? "chapter"
            : Has("citation_journal_title") || Has("bepress_citation_journal_title") ? "article"
            : "other";
    }
}
