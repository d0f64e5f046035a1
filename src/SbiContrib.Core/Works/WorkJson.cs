using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Works;

/// <summary>A work as JSON: every key is there, what isn't known is <c>null</c> or <c>[]</c>, letters are themselves.</summary>
public static class WorkJson
{
    /// <summary>Writes a work on one line.</summary>
    /// <param name="work">The work.</param>
    /// <returns>The JSON object.</returns>
    public static string Write(Work work) => JsonSerializer.Serialize(work, WorkJsonContext.Relaxed.Work);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>The work.</returns>
    /// <exception cref="JsonException">The text is no such object.</exception>
    public static Work Read(string json) => JsonSerializer.Deserialize(json, WorkJsonContext.Relaxed.Work) ?? throw new JsonException("null is no work");
}

/// <summary>The generated serializer of <see cref="Work"/>; use <see cref="Relaxed"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Work))]
public sealed partial class WorkJsonContext : JsonSerializerContext
{
    /// <summary>With letters written as themselves: for files, terminals and tables, not for a page.</summary>
    public static WorkJsonContext Relaxed { get; } =
        new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>A person is written in parts, anything else whole.</summary>
public sealed class AuthorJson : JsonConverter<Author>
{
    /// <inheritdoc/>
    public override Author Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        string? Part(string name) =>
            document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString() : null;
        var (given, family, literal) = (Part("given"), Part("family"), Part("literal"));
        return family is null && literal is null ? throw new JsonException("an author has a family name or is literal") : new(given, family, literal);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Author value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Literal is not null)
        {
            writer.WriteString("literal", value.Literal);
        }
        else
        {
            writer.WriteString("given", value.Given);
            writer.WriteString("family", value.Family);
        }
        writer.WriteEndObject();
    }
}
