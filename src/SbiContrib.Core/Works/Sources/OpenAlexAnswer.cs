using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what OpenAlex answers (https://docs.openalex.org/api-entities/works/work-object): a work, or a list.</summary>
public static class OpenAlexAnswer
{
    private const int LongestAbstract = 20_000;

    /// <summary>Reads a work or a list.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root || root.At("error") is not null)
            return SourceAnswer.None(Trouble.Of(body, status));
        return root.At("results") is { ValueKind: JsonValueKind.Array } results
            ? SourceAnswer.Of(Json.Items(results).Select(Record), status)
            : SourceAnswer.One(Record(root), body, status);
    }

    private static Work? Record(JsonElement record)
    {
        var number = record.Text("id")?.Split('/')[^1].ToLowerInvariant();
        if (number is not { Length: > 1 } || number[0] != 'w')
            return null;
        var ids = Identifiers(record).OfType<Identifier>().ToList();
        var own = ids.Count > 0 ? ids[0] : new Identifier("openalex", number);
        return new Work
        {
            Id = own,
            Ids = Ids.All(own, ids.Select(id => (Identifier?)id)),
            Kind = Kind(record),
            Title = CleanText.Line(record.Text("title") ?? record.Text("display_name")),
            Authors = record.Items("authorships").Select(authorship => Person(authorship)).Authors(),
            Date = Dates.Written(record.Text("publication_date")) ?? Dates.Of(Json.Number(record.At("publication_year"))),
            Venue = Repository(record) ? null : CleanText.Line(record.Text("primary_location", "source", "display_name")),
            Abstract = CleanText.Paragraphs(Abstract(record.At("abstract_inverted_index"))),
            Retracted = record.At("is_retracted").IsTrue(),
        };
    }

    private static Author? Person(JsonElement authorship) =>
        authorship.Text("author", "display_name") is { } name ? Names.Spoken(name, inverts: false) : Names.Spoken(authorship.Text("raw_author_name"));

    // Where copies of the work are says under which other names it goes.
    private static IEnumerable<Identifier?> Identifiers(JsonElement record)
    {
        yield return Ids.Doi(record.Text("doi"));
        foreach (var location in record.Items("locations"))
            if (location.Text("landing_page_url") is { } address)
                yield return address.Contains("doi.org/", StringComparison.Ordinal) ? Ids.Doi(address)
                    : address.Contains("arxiv.org/abs/", StringComparison.Ordinal) ? Ids.Arxiv(address[(address.IndexOf("/abs/", StringComparison.Ordinal) + 5)..]) : null;
        yield return Ids.Number("pmid", record.Text("ids", "pmid"));
        yield return Ids.Number("pmcid", record.Text("ids", "pmcid"));
    }

    private static bool Repository(JsonElement record) => record.Text("primary_location", "source", "type") == "repository";

    private static string Kind(JsonElement record) => record.Text("type") switch
    {
        "article" when Repository(record) && record.Text("primary_location", "version") == "submittedVersion" => "preprint",
        "article" or "letter" or "editorial" => "article",
        "preprint" => "preprint",
        "review" => "review",
        "conference-paper" or "proceedings-article" => "proceedings",
        "dissertation" => "thesis",
        "book" or "monograph" => "book",
        "book-chapter" or "reference-entry" => "chapter",
        "dataset" => "dataset",
        "software" => "software",
        "erratum" or "retraction" => "erratum",
        _ => "other",
    };

    // {"word":[positions],…}: for rights' sake the abstract comes as an index.
    private static string? Abstract(JsonElement? index)
    {
        var words = new SortedDictionary<int, string>();
        foreach (var word in index.Properties())
            foreach (var position in Json.Items(word.Value))
                if (Json.Number(position) is { } at && at is >= 0 and < LongestAbstract)
                    words[at] = word.Name;
        return words.Count == 0 ? null : string.Join(' ', words.Values);
    }
}
