using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what Semantic Scholar's graph API answers (https://api.semanticscholar.org/api-docs/graph): a paper, a batch with <c>null</c> for the unknown, or a search.</summary>
public static class SemanticScholarAnswer
{
    /// <summary>Reads a paper or several.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.Text("error") is not null || root.Text("message") is not null)
            return SourceAnswer.None(Trouble.Of(Json.Number(root.At("code"))) ?? Trouble.Of(body, status));
        var papers = root.ValueKind == JsonValueKind.Array ? Json.Items(root) : root.At("data") is { ValueKind: JsonValueKind.Array } data ? Json.Items(data) : [root];
        return SourceAnswer.Of(papers.Select(Paper), status);
    }

    private static Work? Paper(JsonElement paper)
    {
        if (paper.Text("paperId") is not { } number || number.Any(c => !char.IsAsciiLetterOrDigit(c)))
            return null;
        var id = new Identifier("s2", number.ToLowerInvariant());
        var (doi, arxiv) = (Ids.Doi(paper.Text("externalIds", "DOI")), Ids.Arxiv(paper.Text("externalIds", "ArXiv")));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, doi, arxiv, Ids.Number("pmid", paper.Text("externalIds", "PubMed")), Ids.Number("pmcid", paper.Text("externalIds", "PubMedCentral")),
                paper.Text("externalIds", "ACL") is { } acl ? Identify.Link($"https://aclanthology.org/{acl}/").Id : null),
            Kind = Kind(paper, published: doi is { Scheme: "doi" } || arxiv is null),
            Title = CleanText.Line(paper.Text("title")),
            Authors = paper.Items("authors").Select(author => Names.Spoken(author.Text("name"), inverts: false)).Authors(),
            Date = Dates.Written(paper.Text("publicationDate")) ?? Dates.Of(Json.Number(paper.At("year"))),
            Venue = CleanText.Line(paper.Text("venue") ?? paper.Text("journal", "name")),
            Abstract = CleanText.Paragraphs(paper.Text("abstract")),
        };
    }

    private static string Kind(JsonElement paper, bool published)
    {
        var types = paper.Items("publicationTypes").Select(type => Json.Text(type)).ToHashSet();
        if (types.Contains("Review"))
            return "review";
        if (types.Contains("Conference"))
            return "proceedings";
        if (types.Contains("BookSection"))
            return "chapter";
        if (types.Contains("Book"))
            return "book";
        if (types.Contains("Dataset"))
            return "dataset";
        return !published ? "preprint" : types.Contains("JournalArticle") ? "article" : "other";
    }
}
