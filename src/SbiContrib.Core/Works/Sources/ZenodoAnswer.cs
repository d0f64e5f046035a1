using System.Text.Json;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what Zenodo answers (https://developers.zenodo.org/#records): a record, or a search.</summary>
public static class ZenodoAnswer
{
    /// <summary>Reads a record or a search.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.At("metadata") is null && Json.Number(root.At("status")) is { } told)
            return SourceAnswer.None(Trouble.Of(told) ?? Trouble.Of(body, status));
        return root.At("hits", "hits") is { ValueKind: JsonValueKind.Array } hits
            ? SourceAnswer.Of(Json.Items(hits).Select(Record), status)
            : SourceAnswer.One(Record(root), body, status);
    }

    private static Work? Record(JsonElement record)
    {
        if (Ids.Doi(record.Text("doi") ?? record.Text("metadata", "doi")) is not { } id)
            return null;
        var data = record.At("metadata");
        var relations = Related.Others(id, data.At("related_identifiers").Items().Select(Relation));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, new[] { Ids.Doi(record.Text("conceptdoi")) }.Concat(relations.SameWork())),
            Kind = Kind(data.At("resource_type")),
            Title = CleanText.Line(data.At("title").Text() ?? record.Text("title")),
            Authors = data.At("creators").Items().Select(creator => Creator(creator.Text("name"))).Authors(),
            Date = Dates.Written(data.At("publication_date").Text()),
            Venue = CleanText.Line(data.At("journal", "title").Text() ?? data.At("meeting", "title").Text() ?? data.At("imprint", "title").Text()),
            Abstract = CleanText.Paragraphs(data.At("description").Text()),
            Versions = data.At("version").Text() is { } version ? [version] : [],
            Relations = relations,
        };
    }

    private static Author? Creator(string? name) => name?.Contains(',', StringComparison.Ordinal) == true ? Names.Inverted(name) : Names.Spoken(name);

    private static Relation? Relation(JsonElement related) =>
        related.Text("relation") is { } type && Related.Identifier(related.Text("scheme"), related.Text("identifier")) is { } id ? new(Related.Type(type), id) : null;

    private static string Kind(JsonElement? type) => (type.At("type").Text(), type.At("subtype").Text()) switch
    {
        ("software", _) => "software",
        ("dataset", _) => "dataset",
        ("publication", "article") => "article",
        ("publication", "preprint") => "preprint",
        ("publication", "conferencepaper") => "proceedings",
        ("publication", "thesis") => "thesis",
        ("publication", "book") => "book",
        ("publication", "section") => "chapter",
        _ => "other",
    };
}
