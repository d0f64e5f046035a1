using System.Text.Json;

namespace SbiContrib.Cli.Lists;

/// <summary>The fields of an object that a person or a program wrote: what isn't of its kind is told by its name.</summary>
internal static class WorkFields
{
    private const int Longest = 60;

    /// <summary>A field; null where it isn't there or says nothing.</summary>
    public static JsonElement? Of(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The elements of a field; none where it isn't there or says nothing.</summary>
    public static JsonElement.ArrayEnumerator Items(JsonElement root, string name) => Of(root, name) switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } items => items.EnumerateArray(),
        { } other => throw Wrong(name, "a list", other),
    };

    /// <summary>A field's text; a year may be a number.</summary>
    public static string? Text(JsonElement root, string name) => Of(root, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when name is "year" or "date" => number.GetRawText(),
        { } value => Text(name, value),
    };

    /// <summary>The text of an element of a field.</summary>
    public static string Element(string name, JsonElement value) => value.ValueKind == JsonValueKind.String ? Text(name, value) : throw Wrong(name, "texts", value);

    /// <summary>What is said where a field isn't of its kind.</summary>
    public static JsonException Wrong(string name, string kind, JsonElement value) =>
        new($"\"{name}\" holds {(value.GetRawText() is { Length: > Longest } raw ? raw[..Longest] + "…" : value.GetRawText())}; expected: {kind}");

    private static string Text(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(name, "a text", value);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "a text of whole characters", value);
        }
    }
}
