using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>The sources to ask for an identifier, in order.</summary>
/// <param name="Sources">The sources.</param>
/// <param name="Deciding">How many of the first have to know such a work: when all of them deny it, there is none. The others stand in for them, and their no means nothing.</param>
internal sealed record Route(IReadOnlyList<ISource> Sources, int Deciding);

/// <summary>Which sources are asked for an identifier, in which order.</summary>
/// <param name="sources">The sources by name.</param>
/// <param name="registrars">Who registered a DOI; null where nobody can be asked.</param>
internal sealed class Routes(IReadOnlyDictionary<string, ISource> sources, Registrars? registrars)
{
    /// <summary>The sources of an identifier.</summary>
    public async Task<Route> For(Identifier id, CancellationToken cancellation)
    {
        var (names, deciding) = id.Scheme switch
        {
            "arxiv" => (["arxiv", "datacite", "inspire", "openalex", "semanticscholar"], 1),
            "doi" when ShortDois.Is(id) => (["shortdoi"], 1),
            "doi" => await ForDoi(id, cancellation),
            "openreview" => (["openreview", "openreview1"], 2),
            "pmid" => (["pubmed", "openalex"], 1),
            "pmcid" => (["openalex", "page"], 2),
            "s2" => (["semanticscholar"], 1),
            "inspire" or "github" or "pypi" => ([id.Scheme], 1),
            _ => ((string[])["page"], 1),
        };
        var known = names.Select(name => sources.GetValueOrDefault(name)).OfType<ISource>().Where(source => source.Knows(id)).ToList();
        return new(known, registrars is null ? known.Count : Math.Min(deciding, known.Count));
    }

    private async Task<(string[] Names, int Deciding)> ForDoi(Identifier id, CancellationToken cancellation) =>
        (registrars is null ? null : await registrars.Of(id, cancellation)) switch
        {
            "Crossref" => (["crossref", "biorxiv", "medrxiv", "openalex", "inspire", "semanticscholar"], 1),
            "DataCite" => (["datacite", "zenodo", "openalex"], 1),
            null => (["crossref", "datacite", "zenodo", "biorxiv", "medrxiv", "openalex", "inspire", "semanticscholar"], 2),
            _ => (["csl", "openalex"], 1),
        };
}
