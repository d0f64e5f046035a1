using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SbiContrib.Core.Lists.Crawler;

/// <summary>The categories that a list's crawler must not change: a JSON object from an entry's id to its category.</summary>
public static class Overrides
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads them.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The categories by id.</returns>
    /// <exception cref="FormatException">It is no JSON object of texts.</exception>
    public static ImmutableDictionary<string, string> Read(ListFile file)
    {
        try
        {
            return JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(file.Text) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file.Path} is no JSON object from an entry's id to its category.", fault);
        }
    }

    /// <summary>Sets one; every other byte stays.</summary>
    /// <param name="file">The file.</param>
    /// <param name="id">The entry's id.</param>
    /// <param name="category">Its category.</param>
    /// <returns>The file with it; the same where it says so already.</returns>
    /// <exception cref="FormatException">It is no JSON object of texts.</exception>
    public static ListFile With(ListFile file, string id, string category)
    {
        var known = Read(file);
        if (known.GetValueOrDefault(id) == category)
            return file;
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        var value = JsonSerializer.Serialize(category, Plain);
        var (from, to, text) = known.ContainsKey(id) ? Value(bytes, id, value) : Behind(bytes, $"{JsonSerializer.Serialize(id, Plain)}: {value}");
        return file with { Text = Encoding.UTF8.GetString([.. bytes.AsSpan(0, from), .. Encoding.UTF8.GetBytes(text), .. bytes.AsSpan(to)]) };
    }

    // The last of the same name counts.
    private static (int From, int To, string Text) Value(byte[] bytes, string id, string value)
    {
        var found = (0, 0, value);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(id) && reader.Read())
                found = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed, value);
        return found;
    }

    // As the others are indented.
    private static (int From, int To, string Text) Behind(byte[] bytes, string pair)
    {
        var (open, first, last) = (0, -1, -1);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                open = (int)reader.BytesConsumed;
            else if (reader.TokenType == JsonTokenType.PropertyName && first < 0)
                first = (int)reader.TokenStartIndex;
            else if (reader.TokenType == JsonTokenType.String)
                last = (int)reader.BytesConsumed;
        }
        return first < 0
            ? (open, open, $"\n    {pair}\n")
            : (last, last, $",{Encoding.UTF8.GetString(bytes.AsSpan(open, first - open))}{pair}");
    }
}
