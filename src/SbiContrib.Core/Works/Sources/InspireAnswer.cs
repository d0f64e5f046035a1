using System.Text.Json;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what INSPIRE-HEP's REST API answers (https://github.com/inspirehep/rest-api-doc): a record, or a search.</summary>
public static class InspireAnswer
{
    private static readonly string[] Corrections = ["erratum", "addendum", "corrigendum"];

    /// <summary>Reads a record or a search.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.At("message") is not null && root.At("metadata") is null && Json.Number(root.At("status")) is { } told)
            return SourceAnswer.None(Trouble.Of(told) ?? Trouble.Of(body, status));
        if (root.At("hits", "hits") is { ValueKind: JsonValueKind.Array } hits)
            return SourceAnswer.Of(Json.Items(hits).Select(record => Record(record.At("metadata") ?? record)), status);
        var record = root.At("metadata") ?? root;
        return record.At("deleted").IsTrue() ? SourceAnswer.None(SourceError.NotFound) : SourceAnswer.One(Record(record), body, status);
    }

    private static Work? Record(JsonElement record)
    {
        if (Ids.Number("inspire", record.Text("control_number")) is not { } id || record.At("deleted").IsTrue())
            return null;
        var eprints = record.Items("arxiv_eprints").Select(eprint => Ids.Arxiv(eprint.Text("value")));
        var dois = record.Items("dois").Where(doi => !Corrections.Contains(doi.Text("material")) || IsCorrection(record)).Select(doi => Ids.Doi(doi.Text("value")));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, eprints.Concat(dois)),
            Kind = Kind(record),
            Title = CleanText.Line(record.Items("titles").Select(title => title.Text("title")).FirstOrDefault(title => title is not null)),
            Authors = record.Items("authors").Select(author => Names.Inverted(author.Text("full_name"))).Concat(Groups(record)).Authors(),
            Date = Date(record),
            Venue = CleanText.Line(Published(record).Select(publication => publication.Text("journal_title")).FirstOrDefault(journal => journal is not null)),
            Abstract = CleanText.Paragraphs(record.Items("abstracts").Select(text => text.Text("value")).FirstOrDefault(text => text is not null)),
            Relations = Related.Others(id, record.Items("related_records").Select(Relation)),
            Withdrawn = record.At("withdrawn").IsTrue(),
        };
    }

    // "ATLAS" is the ATLAS Collaboration; a body without persons stands in a field of its own.
    private static IEnumerable<Author?> Groups(JsonElement record)
    {
        foreach (var collaboration in record.Items("collaborations"))
            if (CleanText.Name(collaboration.Text("value")) is { } name)
                yield return Names.Whole(Names.IsBody(name) ? name : $"{name} Collaboration");
        foreach (var body in record.Items("corporate_author"))
            yield return Names.Whole(Json.Text(body));
    }

    private static IEnumerable<JsonElement> Published(JsonElement record) =>
        record.Items("publication_info").OrderBy(publication => Corrections.Contains(publication.Text("material")) ? 1 : 0);

    private static string? Date(JsonElement record) =>
        Dates.Written(record.Text("earliest_date")) ?? Dates.Written(record.Text("preprint_date"))
        ?? record.Items("imprints").Select(imprint => Dates.Written(imprint.Text("date"))).FirstOrDefault(date => date is not null)
        ?? Published(record).Select(publication => Dates.Of(Json.Number(publication.At("year")))).FirstOrDefault(date => date is not null);

    private static bool IsCorrection(JsonElement record)
    {
        var materials = record.Items("publication_info").Select(publication => publication.Text("material")).ToList();
        return materials.Count > 0 && materials.TrueForAll(Corrections.Contains);
    }

    private static string Kind(JsonElement record)
    {
        if (IsCorrection(record))
            return "erratum";
        var published = Published(record).Any(publication => publication.Text("journal_title") is not null) || record.Items("dois").Any();
        return record.Items("document_type").Select(type => Json.Text(type)).FirstOrDefault() switch
        {
            "article" when record.Items("publication_type").Any(type => Json.Text(type) == "review") => "review",
            "article" => published || !record.Items("arxiv_eprints").Any() ? "article" : "preprint",
            "conference paper" => "proceedings",
            "thesis" => "thesis",
            "book" or "proceedings" => "book",
            "book chapter" => "chapter",
            _ => "other",
        };
    }

    private static Relation? Relation(JsonElement related) =>
        related.Text("relation") is { } type && Ids.Number("inspire", related.Text("record", "$ref")) is { } id ? new(Related.Type(type), id) : null;
}
