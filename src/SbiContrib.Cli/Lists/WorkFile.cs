using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Works;

namespace SbiContrib.Cli.Lists;

/// <summary>What <c>--work</c> names: an object of <c>sbi work</c> or one of <c>sbi list</c>.</summary>
/// <param name="Entry">The entry to write.</param>
/// <param name="Section">The section it was listed in.</param>
/// <param name="HasSection">Whether it was listed at all; a page without headings has entries in no section.</param>
internal sealed record WorkFile(NewEntry Entry, ImmutableArray<string> Section, bool HasSection)
{
    /// <summary>Reads the object.</summary>
    /// <exception cref="JsonException">It is neither; the message names the field that isn't as it should be.</exception>
    public static WorkFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("an object of 'sbi work' or of 'sbi list' is expected");
        return WorkFields.Of(root, "links") is null ? new(NewEntry.From(WorkOf(root)), [], false) : Listed(root);
    }

    private static WorkFile Listed(JsonElement root) => new(
        new(
            WorkFields.Text(root, "title") ?? "",
            [.. WorkFields.Items(root, "links").Select(LinkOf)],
            [.. WorkFields.Items(root, "authors").Select(a => AuthorOf(a).ToString())],
            WorkFields.Text(root, "year"), WorkFields.Text(root, "venue"), WorkFields.Text(root, "label"), WorkFields.Text(root, "note"))
        { AsListed = true },
        [.. WorkFields.Items(root, "section").Select(s => WorkFields.Element("section", s))],
        WorkFields.Of(root, "section") is not null);

    private static Work WorkOf(JsonElement root)
    {
        if (WorkFields.Text(root, "id") is not { } id)
            throw new JsonException("the object has no \"id\", as those of 'sbi work' have, and no \"links\", as those of 'sbi list' have");
        return new()
        {
            Id = IdOf("id", id),
            Ids = [.. WorkFields.Items(root, "ids").Select(i => IdOf("ids", WorkFields.Element("ids", i)))],
            Title = WorkFields.Text(root, "title"),
            Authors = [.. WorkFields.Items(root, "authors").Select(AuthorOf)],
            Date = DateOf(WorkFields.Text(root, "date")),
            Venue = WorkFields.Text(root, "venue"),
        };
    }

    private static Identifier IdOf(string name, string text) =>
        Identifier.TryParse(text, out var id) ? id : throw new JsonException($"\"{name}\" holds \"{text}\"; expected: an identifier, as arxiv:2010.06439");

    private static string? DateOf(string? text) => text is null || DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        ? text : throw new JsonException($"\"date\" holds \"{text}\"; expected: a day, a month or a year, as 2020-10-13");

    private static EntryLink LinkOf(JsonElement link) => link.ValueKind == JsonValueKind.Object
        ? new(WorkFields.Text(link, "role") ?? "main", WorkFields.Text(link, "url") ?? "")
        : throw WorkFields.Wrong("links", "objects with \"role\" and \"url\"", link);

    private static Author AuthorOf(JsonElement author) => author.ValueKind switch
    {
        JsonValueKind.String => new(null, null, WorkFields.Element("authors", author)),
        JsonValueKind.Object => new(WorkFields.Text(author, "given"), WorkFields.Text(author, "family"), WorkFields.Text(author, "literal")),
        _ => throw WorkFields.Wrong("authors", "names, or objects with \"given\", \"family\" or \"literal\"", author),
    };
}
