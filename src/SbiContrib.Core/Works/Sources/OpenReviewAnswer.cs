using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what OpenReview's APIs answer (https://docs.openreview.net/reference/api-v2): in version 2 every field is a <c>{"value":…}</c>, in version 1 it is the value itself.</summary>
public static class OpenReviewAnswer
{
    // "ICLR 2019 Poster", "NeurIPS 2023 spotlight": what a conference showed is in its proceedings.
    private static readonly string[] Accepted = ["poster", "oral", "spotlight", "notable"];
    private static readonly string[] Instants = ["pdate", "cdate", "odate", "tcdate"];

    /// <summary>Reads notes.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.At("notes") is { ValueKind: JsonValueKind.Array } notes)
            return SourceAnswer.Of(Json.Items(notes).Select(Note), status);
        if (root.At("content") is not null)
            return SourceAnswer.Of([Note(root)], status);
        return SourceAnswer.None(root.Text("name") switch
        {
            "NotFoundError" => SourceError.NotFound,
            "RateLimitError" => SourceError.RateLimited,
            "ForbiddenError" or "ChallengeRequiredError" => SourceError.Unavailable,
            _ => Trouble.Of(Json.Number(root.At("status")) ?? status) ?? Trouble.Of(body, status),
        });
    }

    private static Work? Note(JsonElement note)
    {
        if ((note.Text("id") ?? note.Text("forum")) is not { } number || (note.Text("forum") ?? number) != number || CleanText.Line(Field(note, "title").Text()) is not { } title)
            return null;
        var id = new Identifier("openreview", number);
        var (venue, venueId) = (CleanText.Line(Field(note, "venue").Text()), Field(note, "venueid").Text() ?? "");
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, Elsewhere(note)),
            Kind = Kind(note, venue ?? "", venueId),
            Title = title,
            Authors = Json.Items(Field(note, "authors")).Select(author => Names.Spoken(Json.Text(author) ?? author.Text("fullname") ?? author.Text("name"))).Authors(),
            Date = Date(note, venueId),
            Venue = venue == title ? null : venue,
            Abstract = CleanText.Paragraphs(Field(note, "abstract").Text()),
            Withdrawn = venueId.Contains("Withdrawn", StringComparison.OrdinalIgnoreCase) || venue?.Contains("withdrawn", StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private static JsonElement? Field(JsonElement note, string name)
    {
        var field = note.At("content", name);
        return field is { ValueKind: JsonValueKind.Object } ? field.At("value") : field;
    }

    // A note imported from DBLP or ORCID leads to the work by its page or names it among the external ids.
    private static IEnumerable<Identifier?> Elsewhere(JsonElement note)
    {
        foreach (var external in note.Items("externalIds"))
            yield return Json.Text(external) is { } text ? Ids.Doi(text) ?? Ids.Arxiv(text) : null;
        if (Field(note, "html").Text() is { } page && (page.Contains("//doi.org/", StringComparison.Ordinal) || page.Contains("//arxiv.org/", StringComparison.Ordinal)))
            yield return Identify.Link(page).Id;
    }

    // DBLP knows the year alone; it is given as the year's first instant.
    private static string? Date(JsonElement note, string venueId)
    {
        var instant = Instants.Select(name => note.At(name)).FirstOrDefault(value => value is { ValueKind: JsonValueKind.Number });
        if (instant is not { } told || !told.TryGetInt64(out var milliseconds) || milliseconds is <= 0 or > 32_503_680_000_000)
            return null;
        var day = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return venueId.StartsWith("dblp.org", StringComparison.Ordinal) ? Dates.Of(day.Year) : Dates.Of(day.Year, day.Month, day.Day);
    }

    private static string Kind(JsonElement note, string venue, string venueId)
    {
        if (venueId.Contains("Rejected", StringComparison.Ordinal) || venueId.Contains("Withdrawn", StringComparison.Ordinal) || venue.StartsWith("Submitted to", StringComparison.Ordinal))
            return "preprint";
        var bibtex = Field(note, "_bibtex").Text()?.TrimStart() ?? "";
        if (bibtex.StartsWith("@article", StringComparison.OrdinalIgnoreCase))
            return "article";
        if (bibtex.StartsWith("@phdthesis", StringComparison.OrdinalIgnoreCase))
            return "thesis";
        return bibtex.StartsWith("@inproceedings", StringComparison.OrdinalIgnoreCase) || Accepted.Any(word => venue.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "proceedings" : "preprint";
    }
}
