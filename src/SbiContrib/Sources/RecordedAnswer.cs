using System.Text.Json;

namespace SbiContrib.Sources;

/// <summary>An answer that was recorded in a file.</summary>
public static class RecordedAnswer
{
    /// <summary>The name, without ending, of the file that holds what is known of an identifier or an address: <c>10.1016/s0022(02)1</c> is <c>10.1016_s0022_02_1</c>.</summary>
    /// <param name="value">The identifier's value, or the address.</param>
    /// <returns>The name.</returns>
    public static string Stem(string value) => string.Concat(value.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));

    /// <summary>The status that was recorded beside an answer.</summary>
    /// <param name="file">The file of the answer.</param>
    /// <returns>The status; null where none was recorded.</returns>
    public static int? Status(string file)
    {
        var beside = file + ".http.json";
        if (!File.Exists(beside))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(beside));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out var status) && status.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
