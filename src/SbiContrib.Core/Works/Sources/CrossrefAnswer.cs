using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what Crossref's REST API answers (https://api.crossref.org/swagger-ui/index.html): a work, or a list of works; CSL JSON, which the DOI system answers for other agencies, is of the same make.</summary>
public static class CrossrefAnswer
{
    private static readonly string[] Retractions = ["retraction", "partial_retraction", "removal"];
    private static readonly string[] Corrections = ["correction", "corrigendum", "erratum", "addendum", "clarification", "expression_of_concern", "retraction", "withdrawal", "removal", "partial_retraction"];

    /// <summary>Reads a work or a list.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        if (root.Text("status") is "failed" or "error")
            return SourceAnswer.None(Failure(root, status));
        var message = root.At("message") ?? root;
        return message.At("items") is { ValueKind: JsonValueKind.Array } list
            ? SourceAnswer.Of(Json.Items(list).Select(Item), status)
            : SourceAnswer.One(Item(message), body, status);
    }

    private static SourceError Failure(JsonElement root, int? status) =>
        Trouble.Of(status) ?? (root.Text("message-type") == "exception" ? SourceError.Unavailable : SourceError.Malformed);

    private static Work? Item(JsonElement item)
    {
        if (Ids.Doi(item.Text("DOI")) is not { } id)
            return null;
        var relations = Related.Others(id, Relations(item));
        var title = CleanText.Line(item.First("title"));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, relations.SameWork()),
            Kind = Kind(item),
            Title = title,
            Authors = item.Items("author").Select(Person).Authors(),
            Date = Dates.Parts(item.At("issued")) ?? Dates.Parts(item.At("posted")) ?? Dates.Parts(item.At("published")),
            Venue = CleanText.Line(item.First("container-title")),
            Abstract = Abstract(item.Text("abstract")),
            Versions = item.Text("version", "number") is { } number ? [number] : [],
            Relations = relations,
            Withdrawn = Updates(item, "updated-by").Any(update => update.Type == "withdrawal") || Begins(title, "WITHDRAWN"),
            Retracted = Updates(item, "updated-by").Any(update => Retractions.Contains(update.Type)) || Begins(title, "RETRACTED"),
        };
    }

    // "RETRACTED: …", "Retracted: …", "RETRACTED ARTICLE: …" is how a publisher renames the work itself; "Retraction: …" is the notice.
    private static bool Begins(string? title, string word) =>
        title is not null && title.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && title[word.Length..].Split(':', 2) is [var what, _] && what.Trim().ToUpperInvariant() is "" or "ARTICLE" or "PAPER" or "CHAPTER" or "LETTER" or "MANUSCRIPT";

    private static string Kind(JsonElement item)
    {
        if (Updates(item, "update-to").Any(update => Corrections.Contains(update.Type) && Ids.Doi(item.Text("DOI")) != update.Id))
            return "erratum";
        return (item.Text("type"), item.Text("subtype")) switch
        {
            ("journal-article" or "article-journal", _) => "article",
            ("posted-content", null or "preprint") => "preprint",
            ("proceedings-article" or "paper-conference", _) => "proceedings",
            ("book" or "monograph" or "edited-book" or "reference-book" or "proceedings", _) => "book",
            ("book-chapter" or "chapter" or "book-section" or "book-part" or "reference-entry", _) => "chapter",
            ("dissertation" or "thesis", _) => "thesis",
            ("dataset" or "database", _) => "dataset",
            ("software", _) => "software",
            _ => "other",
        };
    }

    private static Author? Person(JsonElement author) =>
        author.Text("name") is { } name ? Names.Whole(name) : Names.Parts(author.Text("given"), author.Text("family"));

    // The heading of the whole says nothing; those of its parts do.
    private static string? Abstract(string? text)
    {
        var clean = CleanText.Paragraphs(text);
        foreach (var heading in (ReadOnlySpan<string>)["Abstract", "ABSTRACT", "Summary", "Abstract:"])
            if (clean?.StartsWith(heading + "\n", StringComparison.Ordinal) == true)
                return clean[heading.Length..].TrimStart();
        return clean;
    }

    private static IEnumerable<Relation> Relations(JsonElement item)
    {
        foreach (var relation in item.At("relation").Properties())
            foreach (var other in Json.Items(relation.Value))
                if (Other(other) is { } id)
                    yield return new(Related.Type(relation.Name), id);
        foreach (var (type, id) in Updates(item, "update-to"))
            yield return new($"{Related.Type(type)}-of", id);
        foreach (var (type, id) in Updates(item, "updated-by"))
            yield return new($"has-{Related.Type(type)}", id);
    }

    private static Identifier? Other(JsonElement other) => other.Text("id-type") switch
    {
        "doi" => Ids.Doi(other.Text("id")),
        "arxiv" => Ids.Arxiv(other.Text("id")),
        _ => null,
    };

    private static IEnumerable<(string Type, Identifier Id)> Updates(JsonElement item, string direction) =>
        from update in item.Items(direction)
        let id = Ids.Doi(update.Text("DOI"))
        let type = update.Text("type")
        where id is not null && type is not null
        select (type, id.Value);
}
