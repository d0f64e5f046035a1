using System.Text.Json;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Reading JSON that may hold anything at any place: what isn't there, or of another kind, is null.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = false };

    /// <summary>Parses an answer.</summary>
    /// <param name="body">The bytes, with or without a byte order mark.</param>
    /// <returns>The root, or null where the bytes aren't JSON.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Bom))
            body = body[Bom.Length..];
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>A property, along a path.</summary>
    public static JsonElement? At(this JsonElement? from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            from = from is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;
        return from is { ValueKind: JsonValueKind.Null } ? null : from;
    }

    /// <summary>A property, along a path.</summary>
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<string> path) => At((JsonElement?)from, path);

    /// <summary>The text of a string or a number; null where it is neither, or empty.</summary>
    public static string? Text(this JsonElement? value)
    {
        try
        {
            var text = value?.ValueKind switch
            {
                JsonValueKind.String => value.Value.GetString(),
                JsonValueKind.Number => value.Value.GetRawText(),
                _ => null,
            };
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null; // the bytes of the string are no Unicode
        }
    }

    /// <summary>The text at a path.</summary>
    public static string? Text(this JsonElement from, params ReadOnlySpan<string> path) => from.At(path).Text();

    /// <summary>The elements of an array; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The elements of the array at a path.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, params ReadOnlySpan<string> path) => from.At(path).Items();

    /// <summary>The properties of an object; none where it is none.</summary>
    public static IEnumerable<JsonProperty> Properties(this JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } element ? element.EnumerateObject() : [];

    /// <summary>The first text of an array of texts, or the text itself.</summary>
    public static string? First(this JsonElement from, string name)
    {
        var value = from.At(name);
        return value.Text() ?? value.Items().Select(item => Text(item)).FirstOrDefault(text => text is not null);
    }

    /// <summary>Whether the value is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement? value) => value is { ValueKind: JsonValueKind.True };

    /// <summary>A whole number, where the value is one.</summary>
    public static int? Number(this JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole
        : int.TryParse(value.Text(), out var written) ? written : null;
}
