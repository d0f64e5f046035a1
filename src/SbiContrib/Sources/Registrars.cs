using System.Collections.Concurrent;
using System.Text.Json;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>Which agency a DOI's prefix is registered with, as <c>https://doi.org/ra/{prefix}</c> says; known once it was asked.</summary>
internal sealed class Registrars(SourceWire wire)
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal)
    {
        ["10.48550"] = "DataCite",
        ["10.5281"] = "DataCite",
        ["10.1101"] = "Crossref",
        ["10.64898"] = "Crossref",
        ["10.1103"] = "Crossref",
        ["10.1088"] = "Crossref",
    };

    /// <summary>How the DOI system is asked: gently, as it states no rate.</summary>
    public static SourceProfile Profile { get; } = new("doi", new("https://doi.org/"), [], (_, _) => "", TimeSpan.FromMilliseconds(200));

    /// <summary>The agency of a DOI.</summary>
    /// <param name="doi">The DOI.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The agency's name; null where the DOI system can't say.</returns>
    public async Task<string?> Of(Identifier doi, CancellationToken cancellation)
    {
        var prefix = doi.Value.Split('/')[0];
        if (known.TryGetValue(prefix, out var agency))
            return agency;
        var answer = await wire.Get($"ra/{Uri.EscapeDataString(prefix)}", cancellation);
        agency = answer.Status == 200 ? Agency(answer.Body) : null;
        if (agency is not null && known.Count < Most)
            known[prefix] = agency;
        return agency;
    }

    // [{"DOI":"10.48550","RA":"DataCite"}], or with "status" in place of "RA" where there is no such prefix.
    private static string? Agency(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Object
                && list[0].TryGetProperty("RA", out var agency) && agency.ValueKind == JsonValueKind.String ? agency.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
