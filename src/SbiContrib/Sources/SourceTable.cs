using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Sources;

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

    /// <summary>What its identifiers begin with; empty: it may know any of its schemes.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    /// <summary>The header in which it wants to see our key.</summary>
    public Func<string, (string Name, string Value)>? Key { get; init; }

    /// <summary>It may answer one identifier with a work under another, that it has become.</summary>
    public bool Renames { get; init; }

    /// <summary>The address of a second question about a work that was found, relative to <see cref="Base"/>, whose answer <see cref="Merge"/> adds; null where one says all.</summary>
    public Func<Work, string>? More { get; init; }

    /// <summary>Adds the second answer to the work.</summary>
    public Func<Work, ReadOnlyMemory<byte>, Work> Merge { get; init; } = (work, _) => work;

    /// <summary>Whether it can be asked for an identifier.</summary>
    public bool Knows(Identifier id) => Schemes.Contains(id.Scheme) && (Prefixes.IsEmpty || Prefixes.Any(prefix => id.Value.StartsWith(prefix, StringComparison.Ordinal) && id.Value.Length > prefix.Length));

    /// <summary>The source whose format its answers have; null: it has its own.</summary>
    public string? Format { get; init; }

    /// <summary>Reads its answers.</summary>
    public SourceReader Read => SourceReaders.ByName.GetValueOrDefault(Format ?? Name) ?? ((_, _) => SourceAnswer.None(SourceError.Malformed));
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

    // https://support.datacite.org/docs/rate-limit: 500 in five minutes without an account. It also registers arXiv's own DOIs.
    private static readonly SourceProfile DataCite = new("datacite", new("https://api.datacite.org/"), ["doi", "arxiv"], (ids, _) => $"dois/{Path(Doi(ids[0]))}", TimeSpan.FromMilliseconds(600));

    // https://github.com/inspirehep/rest-api-doc#rate-limiting: 15 in five seconds; those that are refused count as well.
    private static readonly SourceProfile Inspire = new("inspire", new("https://inspirehep.net/api/"), ["inspire", "arxiv", "doi"],
        (ids, _) => $"{(ids[0].Scheme == "inspire" ? "literature" : ids[0].Scheme)}/{Path(ids[0].Value)}", TimeSpan.FromMilliseconds(400));

    // https://docs.openalex.org/how-to-use-the-api/rate-limits-and-authentication: metered; a stand-in only.
    private static readonly SourceProfile OpenAlex = new("openalex", new("https://api.openalex.org/"), ["doi", "arxiv", "pmid", "pmcid"],
        (ids, settings) => $"works/{(ids[0].Scheme is "pmid" or "pmcid" ? ids[0].ToString() : $"doi:{Path(Doi(ids[0]))}")}{Query("api_key", settings.Keys.GetValueOrDefault("openalex")) ?? Query("mailto", settings.Contact)}",
        TimeSpan.FromMilliseconds(200));

    // https://www.semanticscholar.org/product/api: one a second with a key; without one the pool is mostly dry.
    private static readonly SourceProfile SemanticScholar = new("semanticscholar", new("https://api.semanticscholar.org/"), ["s2", "doi", "arxiv", "pmid"],
        (ids, _) => $"graph/v1/paper/{(ids[0].Scheme == "s2" ? "" : $"{ids[0].Scheme.ToUpperInvariant()}:")}{Path(ids[0].Value)}?fields=title,authors,venue,year,publicationDate,publicationTypes,externalIds,abstract,journal",
        TimeSpan.FromSeconds(1))
    {
        Key = key => ("x-api-key", key),
    };

    // https://api.biorxiv.org/: no rate is stated. Both servers' preprints have the prefixes of Cold Spring Harbor and of openRxiv.
    private static readonly SourceProfile Biorxiv = new("biorxiv", new("https://api.biorxiv.org/details/biorxiv/"), ["doi"], (ids, _) => $"{Path(ids[0].Value)}/na/json", TimeSpan.FromSeconds(1))
    {
        Prefixes = ["10.1101/", "10.64898/"],
    };

    private static readonly SourceProfile Medrxiv = Biorxiv with { Name = "medrxiv", Format = "biorxiv", Base = new("https://api.biorxiv.org/details/medrxiv/") };

    private static readonly SourceProfile OpenReview = new("openreview", new("https://api2.openreview.net/"), ["openreview"], (ids, _) => $"notes?id={Uri.EscapeDataString(ids[0].Value)}", TimeSpan.FromSeconds(1));

    // What was on OpenReview before 2023 is only known to the first version of its API.
    private static readonly SourceProfile OpenReview1 = OpenReview with { Name = "openreview1", Format = "openreview", Base = new("https://api.openreview.net/") };

    // https://www.ncbi.nlm.nih.gov/books/NBK25497/: three a second, with tool and e-mail address.
    private static readonly SourceProfile PubMed = new("pubmed", new("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"), ["pmid"],
        (ids, settings) => $"efetch.fcgi?db=pubmed&id={string.Join(',', ids.Select(id => id.Value))}&retmode=xml&tool=SbiContrib{Query("email", settings.Contact)?.Replace('?', '&')}{Query("api_key", settings.Keys.GetValueOrDefault("pubmed"))?.Replace('?', '&')}",
        TimeSpan.FromMilliseconds(350))
    {
        Batch = 100,
        Accept = "application/xml",
    };

    // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: 60 an hour, 5,000 with a token; a repository that moved is redirected by its number.
    private static readonly SourceProfile GitHub = new("github", new("https://api.github.com/"), ["github"], (ids, _) => $"repos/{Path(ids[0].Value)}", TimeSpan.FromMilliseconds(100))
    {
        Accept = "application/vnd.github+json",
        Key = key => ("Authorization", $"Bearer {key}"),
        Renames = true,
        // GitHub itself knows the file by this very name only: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-citation-files
        More = work => $"repos/{Path(work.Id.Value)}/contents/CITATION.cff",
        Merge = CitedRepository.With,
    };

    // https://docs.pypi.org/api/: no rate is stated, one request at a time is asked for.
    private static readonly SourceProfile PyPi = new("pypi", new("https://pypi.org/"), ["pypi"], (ids, _) => $"pypi/{Path(ids[0].Value)}/json", TimeSpan.FromMilliseconds(200));

    // https://developers.zenodo.org/#rate-limiting: 60 a minute for guests.
    private static readonly SourceProfile Zenodo = new("zenodo", new("https://zenodo.org/api/"), ["doi"], (ids, _) => $"records/{Path(ids[0].Value["10.5281/zenodo.".Length..])}", TimeSpan.FromSeconds(1))
    {
        Prefixes = ["10.5281/zenodo."],
        Renames = true,
    };

    // https://citation.crosscite.org/docs.html: for the agencies that have no API of their own.
    private static readonly SourceProfile Csl = new("csl", new("https://doi.org/"), ["doi"], (ids, _) => Path(ids[0].Value), TimeSpan.FromMilliseconds(500))
    {
        Accept = "application/vnd.citationstyles.csl+json",
        Hosts = ["data.crosscite.org", "api.crossref.org", "data.datacite.org", "data.medra.org", "api.medra.org", "dx.doi.org", "japanlinkcenter.org", "www.kisti.re.kr"],
    };

    /// <summary>All services that answer with works.</summary>
    public static ImmutableArray<SourceProfile> All { get; } =
        [Arxiv, Crossref, DataCite, Inspire, OpenAlex, SemanticScholar, Biorxiv, Medrxiv, OpenReview, OpenReview1, PubMed, GitHub, PyPi, Zenodo, Csl];

    /// <summary>The names under which addresses can be replaced: every source's, and the DOI system's own.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(profile => profile.Name), "doi"];

    private static string Doi(Identifier id) => id.Scheme == "arxiv" ? $"10.48550/arxiv.{id.Value}" : id.Value;

    // What a DOI holds of <, #, ?, … is encoded; its slashes are the path's.
    private static string Path(string value) => string.Join('/', value.Split('/').Select(Uri.EscapeDataString));

    private static string? Query(string name, string? value) => value is null ? null : $"?{name}={Uri.EscapeDataString(value)}";
}
