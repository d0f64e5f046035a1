using System.Globalization;
using System.Text.Json;

namespace SbiContrib.Functions;

/// <summary>A queue message as the Functions host hands it on, with <c>"dataType": "binary"</c> in function.json.</summary>
/// <param name="Message">The message's own bytes.</param>
/// <param name="Id">The storage's id of the message.</param>
/// <param name="DequeueCount">How often it was handed out, this time included.</param>
/// <seealso href="https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers#request-payload"/>
public sealed record QueueEnvelope(ReadOnlyMemory<byte> Message, string Id, int DequeueCount)
{
    /// <summary>The binding's name in both queue functions.</summary>
    private const string Binding = "message";

    /// <summary>Reads the host's request body.</summary>
    /// <param name="body">The whole body.</param>
    /// <exception cref="FormatException">It isn't what the host sends.</exception>
    public static QueueEnvelope Read(JsonElement body)
    {
        if (!Property(body, "Data", Binding, out var data) || !data.TryGetBytesFromBase64(out var message))
            throw new FormatException($"Data.{Binding} isn't a base64 string: is dataType binary in function.json?");
        if (!Property(body, "Metadata", "Id", out var id) || !Property(body, "Metadata", "DequeueCount", out var count))
            throw new FormatException("Metadata.Id or Metadata.DequeueCount is missing.");
        if (!int.TryParse(count.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var times))
            throw new FormatException("Metadata.DequeueCount isn't a number.");
        return new(message, Unquoted(id.GetString()!), times);
    }

    private static bool Property(JsonElement body, string group, string name, out JsonElement text)
    {
        text = default;
        return body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty(group, out var found) && found.ValueKind == JsonValueKind.Object
            && found.TryGetProperty(name, out text) && text.ValueKind == JsonValueKind.String;
    }

    /// <summary>Texts in the metadata are JSON within JSON: <c>"\"a\""</c>.</summary>
    private static string Unquoted(string value) => value.Trim('"');
}
