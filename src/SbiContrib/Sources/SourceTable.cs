using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>How one service is asked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Base">Its address.</param>
/// <param name="Schemes">The schemes of the identifiers that it knows.</param>
/// <param name="Path">The address of a question, relative to <paramref name="Base"/>; takes the identifiers and the settings.</param>
/// <param name="Interval">The time between two requests.</param>
internal sealed record SourceProfile(string Name, Uri Base, ImmutableArray<string> Schemes, Func<IReadOnlyList<Identifier>, SourceSettings, string> Path, TimeSpan Interval)
{
    /// <summary>The requests that may run at the same time.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>The identifiers that one question may hold.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>The media type to ask for.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>The hosts besides its own to which it may send us on.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Reads its answers.</summary>
    public SourceReader Read { get; init; } = SourceReaders.ByName.GetValueOrDefault(Name) ?? ((_, _) => SourceAnswer.None(SourceError.Malformed));
}

/// <summary>The services, each with the rate that its own rules allow.</summary>
internal static class SourceTable
{
    // https://info.arxiv.org/help/api/tou.html: one request every three seconds, one connection.
    private static readonly SourceProfile Arxiv = new("arxiv", new("https://export.arxiv.org/"), ["arxiv"],
        (ids, _) => $"api/query?id_list={string.Join(',', ids.Select(id => id.Value))}&max_results={ids.Count}", TimeSpan.FromSeconds(3))
    {
        Batch = 50,
        Accept = "application/atom+xml",
        Hosts = ["arxiv.org"],
    };

    // https://www.crossref.org/blog/announcing-changes-to-rest-api-rate-limits/: the polite pool allows 10 a second, 3 at a time; its headers say so each time.
    private static readonly SourceProfile Crossref = new("crossref", new("https://api.crossref.org/"), ["doi"],
        (ids, _) => $"works/{Uri.EscapeDataString(ids[0].Value)}", TimeSpan.FromMilliseconds(200));

    /// <summary>All services that answer with works.</summary>
    public static ImmutableArray<SourceProfile> All { get; } = [Arxiv, Crossref];

    /// <summary>The names under which addresses can be replaced: every source's, and the DOI system's own.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(profile => profile.Name), "doi"];
}
