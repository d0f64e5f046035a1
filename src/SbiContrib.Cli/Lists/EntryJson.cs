using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Lists;

/// <summary>An entry as <c>sbi list --json</c> prints it.</summary>
internal sealed record EntryJson(
    IReadOnlyList<string> Section,
    string? Label,
    string Title,
    IReadOnlyList<LinkJson> Links,
    IReadOnlyList<string> Authors,
    string? Year,
    string? Venue,
    string? Note,
    string Text,
    IReadOnlyList<int> Lines)
{
    public static EntryJson Of(Entry entry) => new(
        entry.Section, entry.Label, entry.Title, [.. entry.Links.Select(l => new LinkJson(l.Role, l.Url))],
        entry.Authors, entry.Year, entry.Venue, entry.Note, entry.Text, [entry.Lines.First, entry.Lines.Last]);

    public string Write() => JsonSerializer.Serialize(this, ListJson.Default.EntryJson);
}

/// <summary>A link of an entry.</summary>
internal sealed record LinkJson(string Role, string Url);

/// <summary>How entries are written as JSON: one line, letters as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EntryJson))]
internal sealed partial class ListJson : JsonSerializerContext
{
    static ListJson() => Default = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
