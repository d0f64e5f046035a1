using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>Short names of DOIs, <c>10/gf4gqc</c>: the DOI system knows the whole one (https://shortdoi.org, https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation).</summary>
/// <param name="wire">The DOI system.</param>
/// <param name="librarian">Knows the work of the whole DOI.</param>
internal sealed class ShortDois(SourceWire wire, Librarian librarian) : ISource
{
    private const string Prefix = "10/";

    public string Name => "shortdoi";

    public int Batch => 1;

    /// <summary>Whether a DOI is a short name.</summary>
    public static bool Is(Identifier id) => id.Scheme == "doi" && id.Value.StartsWith(Prefix, StringComparison.Ordinal);

    public bool Knows(Identifier id) => Is(id);

    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        var answer = await wire.Get($"api/handles/{Prefix}{Uri.EscapeDataString(ids[0].Value[Prefix.Length..])}", cancellation);
        if (answer.Status is not (200 or 404))
            return new(SourceAnswer.None(SourceError.Unavailable), answer.Until);
        return answer.Status == 200 && Whole(answer.Body) is { } whole
            ? Told(await librarian.Find(whole, cancellation), ids[0])
            : new(SourceAnswer.None(SourceError.NotFound));
    }

    private static SourceReply Told(Lookup lookup, Identifier name) => lookup switch
    {
        Lookup.Found found => new(new([found.Work with { Ids = [.. found.Work.Ids, name] }], null)),
        Lookup.Unavailable later => new(SourceAnswer.None(SourceError.Unavailable), later.Until),
        _ => new(SourceAnswer.None(SourceError.NotFound)),
    };

    // {"responseCode":1,"handle":"10/gf4gqc","values":[{"type":"HS_ALIAS","data":{"format":"string","value":"10.1038/…"}}]}
    private static Identifier? Whole(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var alias = document.RootElement.GetProperty("values").EnumerateArray().First(value => value.GetProperty("type").GetString() == "HS_ALIAS");
            return Identify.Link("doi:" + alias.GetProperty("data").GetProperty("value").GetString()).Id is { } whole && !Is(whole) ? whole : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
