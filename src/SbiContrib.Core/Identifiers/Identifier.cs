using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Identifiers;

/// <summary>The canonical name of a work: a scheme and a value, written <c>arxiv:2010.06439</c>.</summary>
/// <param name="Scheme">The naming scheme in lower case: <c>arxiv</c>, <c>doi</c>, <c>github</c>, …</param>
/// <param name="Value">The value in the scheme's canonical spelling (a DOI in lower case, an arXiv id without version).</param>
[JsonConverter(typeof(IdentifierJson))]
public readonly record struct Identifier(string Scheme, string Value)
{
    /// <summary>Reads <c>scheme:value</c> as written by <see cref="ToString"/>.</summary>
    /// <param name="text">The written form. The value is taken as it is: use <see cref="Identify"/> for text from outside.</param>
    /// <param name="identifier">The identifier, where the text is one.</param>
    /// <returns>Whether the text has a scheme and a value.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Identifier identifier)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var written = colon > 0 && colon < text!.Length - 1;
        identifier = written ? new Identifier(text![..colon], text[(colon + 1)..]) : default;
        return written;
    }

    /// <summary>Reads <c>scheme:value</c>.</summary>
    /// <param name="text">The written form.</param>
    /// <returns>The identifier.</returns>
    /// <exception cref="FormatException">The text has no scheme or no value.</exception>
    public static Identifier Parse(string text) =>
        TryParse(text, out var identifier) ? identifier : throw new FormatException($"'{text}' is no identifier (scheme:value)");

    /// <summary>The written form, <c>scheme:value</c>.</summary>
    /// <returns>The text that <see cref="Parse"/> reads.</returns>
    public override string ToString() => $"{Scheme}:{Value}";
}

/// <summary>An identifier in JSON is its written form.</summary>
public sealed class IdentifierJson : JsonConverter<Identifier>
{
    /// <inheritdoc/>
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Identifier.TryParse(reader.GetString(), out var identifier)
            ? identifier
            : throw new JsonException("an identifier is written scheme:value");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override Identifier ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
