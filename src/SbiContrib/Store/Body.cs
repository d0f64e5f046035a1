using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace SbiContrib.Store;

/// <summary>What a row says, as JSON in as many string properties as it needs: a property holds 32,768 characters.</summary>
/// <remarks>JSON escapes controls and all beyond the basic plane, so that any text from outside can be kept, and cut anywhere.</remarks>
internal static class Body
{
    /// <summary>The meaning of the rows. Raised only where an older program would misread them; new properties are no reason.</summary>
    public const int Schema = 1;

    /// <summary>How many characters a string property holds (64 KiB of UTF-16).</summary>
    public const int LongestProperty = 32 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static TableEntity Row<T>(string partition, string key, T value)
    {
        var row = new TableEntity(partition, key) { ["Schema"] = Schema };
        var text = JsonSerializer.Serialize(value, Json);
        for (int at = 0, part = 0; at < text.Length; part++)
        {
            var length = Math.Min(LongestProperty, text.Length - at);
            row[Name(part)] = text.Substring(at, length);
            at += length;
        }
        return row;
    }

    /// <exception cref="InvalidDataException">A newer program wrote the row, and says that this one would misread it; or it isn't ours.</exception>
    public static T Read<T>(TableEntity row)
    {
        if (row.GetInt32("Schema") is not { } schema || schema > Schema)
            throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} has schema {row.GetInt32("Schema")}, this program reads up to {Schema}");
        var text = new StringBuilder();
        for (var part = 0; row.GetString(Name(part)) is { } piece; part++)
            text.Append(piece);
        return JsonSerializer.Deserialize<T>(text.ToString(), Json)
            ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} says nothing");
    }

    private static string Name(int part) => part == 0 ? "Body" : string.Create(CultureInfo.InvariantCulture, $"Body{part}");
}
