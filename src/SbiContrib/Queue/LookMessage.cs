using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using SbiContrib.Core;

namespace SbiContrib.Queue;

/// <summary>A <see cref="Look"/> as it stands in a message: JSON, in the queue as base64.</summary>
public static class LookMessage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Writes a message.</summary>
    /// <param name="look">What to look at.</param>
    /// <returns>The bytes, before base64.</returns>
    public static byte[] Write(Look look) => JsonSerializer.SerializeToUtf8Bytes(look, Json);

    /// <summary>Reads what <see cref="Write"/> wrote; properties that it doesn't know are left aside.</summary>
    /// <param name="message">Bytes from a queue.</param>
    /// <param name="look">What to look at.</param>
    /// <returns>Whether the bytes are such a message.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out Look? look)
    {
        try
        {
            look = JsonSerializer.Deserialize<Look>(message.Span, Json);
        }
        catch (JsonException)
        {
            look = null;
        }
        if (look is not { Site: > 0, Installation: >= 0, Pull: null or > 0 } || (look.Check is { } sha && !Look.IsSha(sha)) || (look.Name is { } name && !ContributionKey.IsName(name)))
            look = null;
        return look is not null;
    }

    /// <summary>The text that stands in the queue.</summary>
    /// <param name="look">What to look at.</param>
    /// <returns>Base64, as the Functions host wants it.</returns>
    public static string ToText(Look look) => Convert.ToBase64String(Write(look));

    /// <summary>Reads the text that stands in the queue.</summary>
    /// <param name="text">A message's text; anybody with the right to send may have written it.</param>
    /// <param name="look">What to look at.</param>
    /// <returns>Whether the text is such a message.</returns>
    public static bool TryReadText(string text, [NotNullWhen(true)] out Look? look)
    {
        look = null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && TryRead(bytes.AsMemory(0, length), out look);
    }
}
