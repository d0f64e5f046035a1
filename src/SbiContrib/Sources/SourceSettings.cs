using System.Collections.Immutable;

namespace SbiContrib.Sources;

/// <summary>How the metadata services are asked.</summary>
public sealed record SourceSettings
{
    /// <summary>An e-mail address at which a service can reach the operator: it is in the User-Agent of every request, and makes Crossref's and DataCite's polite pools ours.</summary>
    public string? Contact { get; init; }

    /// <summary>Addresses that replace a service's own, by the source's name, each ending in <c>/</c>.</summary>
    public ImmutableDictionary<string, Uri> Addresses { get; init; } = ImmutableDictionary<string, Uri>.Empty;

    /// <summary>The sources that know accounts.</summary>
    public static ImmutableArray<string> KeyNames { get; } = ["semanticscholar", "openalex", "github", "pubmed"];

    /// <summary>What a service wants to see of those who have an account, by the source's name: one of <see cref="KeyNames"/>.</summary>
    public ImmutableDictionary<string, string> Keys { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer that is read.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How old a work in the cache may be before its source is asked again; an older one serves where no source answers.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest wait for a service within one question; a longer one is told as "not now".</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether each service's pace is kept; a server of our own needs no pause between requests.</summary>
    public bool Paced { get; init; } = true;

    /// <summary>The one server that stands in for all services and pages, where there is one.</summary>
    public Uri? Records { get; private init; }

    /// <summary>The same settings with every source at one server: <c>http://127.0.0.1:1234/</c> + <c>arxiv/</c>, <c>crossref/</c>, …</summary>
    /// <param name="records">The server's address, ending in <c>/</c>.</param>
    /// <returns>The settings.</returns>
    public SourceSettings At(Uri records) =>
        this with { Records = records, Paced = false, Addresses = SourceTable.Names.ToImmutableDictionary(name => name, name => new Uri(records, name + "/"), StringComparer.Ordinal) };
}
