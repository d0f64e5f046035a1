using System.Text.Json;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what the API of bioRxiv and medRxiv answers (https://api.biorxiv.org/): one item a version of a preprint, told apart by its DOI.</summary>
public static class BiorxivAnswer
{
    /// <summary>Reads the versions of preprints.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.Items("messages").Select(message => message.Text("status")).FirstOrDefault() is { } told && told != "ok")
            return SourceAnswer.None(told.StartsWith("no ", StringComparison.OrdinalIgnoreCase) ? SourceError.NotFound : Trouble.Of(status) ?? SourceError.Unavailable);
        if (root.At("collection") is not { ValueKind: JsonValueKind.Array } collection)
            return SourceAnswer.None(Trouble.Of(body, status));
        return SourceAnswer.Of(Json.Items(collection).GroupBy(item => Field(item, "doi")?.ToLowerInvariant()).Select(versions => Preprint([.. versions.OrderBy(Version)])), status);
    }

    private static Work? Preprint(List<JsonElement> versions)
    {
        var latest = versions[^1];
        if (Ids.Doi(Field(latest, "doi")) is not { } id)
            return null;
        var published = versions.Select(version => Ids.Doi(version.Text("published") ?? version.Text("published_doi"))).LastOrDefault(doi => doi is not null);
        var title = CleanText.Line(Field(latest, "title"));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, published),
            Kind = "preprint",
            Title = title,
            Authors = (Field(latest, "authors") ?? "").Split(';').Select(Names.Inverted).Authors(),
            Date = Dates.Written(Field(versions[0], "date")),
            Abstract = CleanText.Paragraphs(Field(latest, "abstract")),
            Versions = [.. versions.Select(version => version.Text("version")).OfType<string>().Distinct()],
            Relations = published is { } journal ? [new("is-preprint-of", journal)] : [],
            Withdrawn = string.Equals(latest.Text("type"), "withdrawn", StringComparison.OrdinalIgnoreCase) || title?.StartsWith("WITHDRAWN", StringComparison.Ordinal) == true,
        };
    }

    // The listing of published preprints names its fields "preprint_title" and so on.
    private static string? Field(JsonElement item, string name) => item.Text(name) ?? item.Text($"preprint_{name}");

    private static int Version(JsonElement item) => Json.Number(item.At("version")) ?? 0;
}
