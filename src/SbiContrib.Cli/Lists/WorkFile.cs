using System.Collections.Immutable;
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
    /// <exception cref="JsonException">It is neither.</exception>
    public static WorkFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("an object of 'sbi work' or of 'sbi list' is expected");
        return root.TryGetProperty("links", out _) ? Listed(root) : new(NewEntry.From(WorkOf(root)), [], false);
    }

    private static WorkFile Listed(JsonElement root) => new(
        new(
            Text(root, "title") ?? "",
            [.. Items(root, "links").Select(l => new EntryLink(Text(l, "role") ?? "main", Text(l, "url") ?? ""))],
            [.. Items(root, "authors").Select(a => a.ValueKind == JsonValueKind.String ? a.GetString()! : AuthorOf(a).ToString())],
            Text(root, "year"), Text(root, "venue"), Text(root, "label"), Text(root, "note"))
        { AsListed = true },
        [.. Items(root, "section").Select(s => s.GetString() ?? "")],
        root.TryGetProperty("section", out _));

    private static Work WorkOf(JsonElement root)
    {
        if (!Identifier.TryParse(Text(root, "id"), out var id))
            throw new JsonException("the work has no id");
        return new()
        {
            Id = id,
            Ids = [.. Items(root, "ids").Select(i => Identifier.Parse(i.GetString() ?? ""))],
            Title = Text(root, "title"),
            Authors = [.. Items(root, "authors").Select(AuthorOf)],
            Date = Text(root, "date"),
            Venue = Text(root, "venue"),
        };
    }

    private static Author AuthorOf(JsonElement author) => author.ValueKind == JsonValueKind.String
        ? new(null, null, author.GetString())
        : new(Text(author, "given"), Text(author, "family"), Text(author, "literal"));

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static string? Text(JsonElement root, string name) => !root.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
