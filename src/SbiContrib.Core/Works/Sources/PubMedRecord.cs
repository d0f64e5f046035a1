using System.Xml.Linq;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>A record of PubMed (https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html).</summary>
internal static class PubMedRecord
{
    public static Work? Read(XElement record) => record.Name.LocalName switch
    {
        "PubmedArticle" => Article(record.Child("MedlineCitation"), record.Child("PubmedData")),
        "PubmedBookArticle" => Book(record.Child("BookDocument")),
        _ => null,
    };

    /// <summary>PubMed ends a title with a full stop and puts a translated one in brackets.</summary>
    public static string? Bare(string? title)
    {
        var bare = title is not null && title.EndsWith('.') && !title.EndsWith("..", StringComparison.Ordinal) ? title[..^1] : title;
        return bare is ['[', .. var inside, ']'] && !inside.Contains('[', StringComparison.Ordinal) ? inside.TrimEnd('.') : bare;
    }

    /// <summary>The earlier of two dates of any precision; of two that agree, the more precise.</summary>
    public static string? Earlier(string? one, string? other)
    {
        if (one is null || other is null)
            return one ?? other;
        if (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal))
            return one.Length > other.Length ? one : other;
        return string.CompareOrdinal(one, other) < 0 ? one : other;
    }

    private static Work? Article(XElement? citation, XElement? data)
    {
        var article = citation.Child("Article");
        if (article is null || Ids.Number("pmid", citation.Text("PMID")) is not { } id)
            return null;
        var types = article.Child("PublicationTypeList").Children("PublicationType").Select(type => type.Value.Trim()).ToHashSet();
        var relations = Related.Others(id, citation.Child("CommentsCorrectionsList").Children("CommentsCorrections").Select(Relation));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, Numbers(article, data).Concat(relations.SameWork())),
            Kind = Kind(types),
            Title = Bare(CleanText.Line(Title(article))),
            Authors = Authors(article),
            Date = Earlier(Date(article.Child("ArticleDate")), Date(article.Path("Journal", "JournalIssue", "PubDate"))),
            Venue = CleanText.Line(article.Text("Journal", "Title") ?? article.Text("Journal", "ISOAbbreviation")),
            Abstract = CleanText.Paragraphs(Abstract(article)),
            Relations = relations,
            Retracted = types.Contains("Retracted Publication") || relations.Any(relation => relation.Type == "retraction-in"),
        };
    }

    private static Work? Book(XElement? document)
    {
        if (Ids.Number("pmid", document.Text("PMID")) is not { } id)
            return null;
        var chapter = CleanText.Line(document.Child("ArticleTitle").Inner());
        var book = CleanText.Line(document.Path("Book", "BookTitle").Inner());
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, document.Child("ArticleIdList").Children("ArticleId").Select(Number)),
            Kind = chapter is null ? "book" : "chapter",
            Title = Bare(chapter ?? book),
            Authors = Authors(document!),
            Date = Date(document.Child("ContributionDate")) ?? Date(document.Path("Book", "PubDate")),
            Venue = chapter is null ? null : book,
            Abstract = CleanText.Paragraphs(Abstract(document!)),
        };
    }

    private static string? Title(XElement article) =>
        article.Child("ArticleTitle").Inner() is { Length: > 0 } title ? title : article.Child("VernacularTitle").Inner();

    private static IEnumerable<Identifier?> Numbers(XElement article, XElement? data) =>
        article.Children("ELocationID").Where(place => place.Attribute("EIdType")?.Value == "doi" && place.Attribute("ValidYN")?.Value != "N").Select(place => Ids.Doi(place.Value))
            .Concat(data.Child("ArticleIdList").Children("ArticleId").Select(Number));

    private static Identifier? Number(XElement id) => id.Attribute("IdType")?.Value switch
    {
        "doi" => Ids.Doi(id.Value),
        "pmc" => Ids.Number("pmcid", id.Value),
        _ => null,
    };

    private static System.Collections.Immutable.ImmutableArray<Author> Authors(XElement of) =>
        of.Children("AuthorList").Where(list => list.Attribute("Type")?.Value != "editors").SelectMany(list => list.Children("Author"))
            .Where(author => author.Attribute("ValidYN")?.Value != "N").Select(Person).Authors();

    private static Author? Person(XElement author) =>
        author.Child("CollectiveName") is { } group ? Names.Whole(group.Inner()) : Names.Parts(author.Text("ForeName") ?? author.Text("Initials"), author.Text("LastName"));

    // Seasons and ranges of months ("Jan-Mar", <MedlineDate>1998 Dec-1999 Jan</MedlineDate>) leave the year.
    private static string? Date(XElement? date)
    {
        var year = date.Text("Year") ?? (date.Text("MedlineDate") is { Length: >= 4 } spelled ? spelled.Trim()[..4] : null);
        return int.TryParse(year, out var known) ? Dates.Of(known, Dates.Month(date.Text("Month")), int.TryParse(date.Text("Day"), out var day) ? day : null) : null;
    }

    private static string? Abstract(XElement of)
    {
        var parts = of.Child("Abstract").Children("AbstractText").Select(part => part.Attribute("Label")?.Value is { Length: > 0 } label && label != "UNLABELLED" ? $"{label}: {part.Inner()}" : part.Inner());
        return string.Join("\n\n", parts);
    }

    private static string Kind(HashSet<string> types) =>
        types.Contains("Published Erratum") || types.Contains("Retraction of Publication") || types.Contains("Retraction Notice") ? "erratum"
        : types.Contains("Preprint") ? "preprint"
        : types.Contains("Review") || types.Contains("Systematic Review") ? "review"
        : types.Contains("Dataset") ? "dataset"
        : "article";

    // "Update of" leads from the article to its preprint, "update in" back.
    private static Relation? Relation(XElement other) =>
        other.Attribute("RefType")?.Value is { } type and not "Cites" && Ids.Number("pmid", other.Text("PMID")) is { } id
            ? new(type switch { "UpdateOf" => "has-preprint", "UpdateIn" => "is-preprint-of", _ => Related.Type(type) }, id)
            : null;
}
