using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what DataCite's REST API answers (https://support.datacite.org/docs/api-get-doi): a DOI, or a list of them.</summary>
public static class DataCiteAnswer
{
    /// <summary>Reads a DOI's record or a list.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.At("errors") is { ValueKind: JsonValueKind.Array } errors)
            return SourceAnswer.None(Trouble.Of(Json.Items(errors).Select(error => Json.Number(error.At("status"))).FirstOrDefault() ?? status) ?? Trouble.Of(body, status));
        var data = root.At("data") ?? root;
        return data.ValueKind == JsonValueKind.Array
            ? SourceAnswer.Of(Json.Items(data).Select(record => Record(record.At("attributes") ?? record)), status)
            : SourceAnswer.One(Record(data.At("attributes") ?? data), body, status);
    }

    private static Work? Record(JsonElement record)
    {
        if (Ids.Doi(record.Text("doi")) is not { } id)
            return null;
        var relations = Related.Others(id, record.Items("relatedIdentifiers").Select(Relation));
        var summary = CleanText.Paragraphs(Description(record, "Abstract"));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, relations.SameWork()),
            Kind = id.Scheme == "arxiv" ? "preprint" : Kind(record),
            Title = CleanText.Line(Title(record)),
            Authors = record.Items("creators").Select(Creator).Authors(),
            Date = Date(record, id),
            Venue = CleanText.Line(record.Text("container", "title")),
            Abstract = summary,
            Versions = record.Text("version") is not { } version ? [] : id.Scheme == "arxiv" ? [.. ArxivAnswer.Upto(version)] : [version],
            Relations = relations,
            Withdrawn = id.Scheme == "arxiv" && Withdrawal.Says(CleanText.Line(Description(record, "Other")), summary, null),
        };
    }

    private static string? Title(JsonElement record)
    {
        var titles = record.Items("titles").ToList();
        return titles.Where(title => title.Text("titleType") is null).Concat(titles).Select(title => title.Text("title")).FirstOrDefault(title => title is not null);
    }

    private static string? Description(JsonElement record, string type) =>
        record.Items("descriptions").Where(description => description.Text("descriptionType") == type).Select(description => description.Text("description")).FirstOrDefault(text => text is not null);

    private static Author? Creator(JsonElement creator)
    {
        if (creator.Text("nameType") == "Organizational")
            return Names.Whole(creator.Text("name"));
        return creator.Text("familyName") is { } family ? Names.Parts(creator.Text("givenName"), family) : Names.Spoken(creator.Text("name"));
    }

    // "Issued" is often the year alone; the day on which it became available tells more, where it is of that year. arXiv's first "Submitted" is its first version.
    private static string? Date(JsonElement record, Identifier id)
    {
        var issued = Dated(record, "Issued") ?? Dates.Of(Json.Number(record.At("publicationYear")));
        var closer = (id.Scheme == "arxiv" ? Dated(record, "Submitted") : null) ?? Dated(record, "Available");
        return issued is null || closer is not null && closer.StartsWith(issued, StringComparison.Ordinal) ? closer ?? issued : issued;
    }

    private static string? Dated(JsonElement record, string type) =>
        record.Items("dates").Where(date => date.Text("dateType") == type).Select(date => Dates.Written(date.Text("date"))).Where(date => date is not null).Min(StringComparer.Ordinal);

    private static Relation? Relation(JsonElement related) =>
        related.Text("relationType") is { } type && Related.Identifier(related.Text("relatedIdentifierType"), related.Text("relatedIdentifier")) is { } id
            ? new(Related.Type(type), id)
            : null;

    private static string Kind(JsonElement record) => (record.Text("types", "resourceTypeGeneral"), record.Text("types", "citeproc")) switch
    {
        ("Preprint", _) => "preprint",
        ("JournalArticle" or "DataPaper", _) => "article",
        ("Dissertation", _) or (_, "thesis") => "thesis",
        ("Dataset", _) => "dataset",
        ("Software" or "ComputationalNotebook" or "Workflow", _) => "software",
        ("Book", _) => "book",
        ("BookChapter", _) => "chapter",
        ("ConferencePaper" or "ConferenceProceeding", _) => "proceedings",
        ("Text", "article-journal") => "article",
        _ => "other",
    };
}
