using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SbiContrib.Cli;

/// <summary>How answers are written as JSON: one line, camel case, characters as they are.</summary>
internal static class Json
{
    /// <summary>Shared by all commands.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One line of JSON.</summary>
    /// <typeparam name="T">What is written.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The line, without its end.</returns>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);
}
