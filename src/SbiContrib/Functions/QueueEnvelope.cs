using System.Text.Json;

namespace SbiContrib.Functions;

/// <summary>A queue message as the Functions host hands it on, with <c>"dataType": "binary"</c> in function.json.</summary>
/// <seealso href="https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers#request-payload"/>
internal static class QueueEnvelope
{
    /// <summary>The binding's name in both queue functions.</summary>
    private const string Binding = "message";

    /// <summary>Reads the host's request body.</summary>
    /// <param name="body">The whole body.</param>
    /// <returns>The message's own bytes.</returns>
    /// <exception cref="FormatException">It isn't what the host sends.</exception>
    public static ReadOnlyMemory<byte> Message(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty(Binding, out var text) && text.ValueKind == JsonValueKind.String
        && text.TryGetBytesFromBase64(out var message)
            ? message
            : throw new FormatException($"Data.{Binding} isn't a base64 string: is dataType binary in function.json?");
}
