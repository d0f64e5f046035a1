using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>Which sources are asked for an identifier, in which order.</summary>
internal sealed class Routes(IReadOnlyDictionary<string, ISource> sources, Registrars registrars)
{
    /// <summary>The sources of an identifier, the one that has to know it first.</summary>
    public async Task<IEnumerable<ISource>> For(Identifier id, CancellationToken cancellation)
    {
        var names = id.Scheme switch
        {
            "arxiv" => ["arxiv", "datacite", "inspire", "openalex"],
            "doi" => await ForDoi(id, cancellation),
            _ => (string[])[id.Scheme],
        };
        return names.Select(name => sources.GetValueOrDefault(name)).OfType<ISource>().Where(source => source.Knows(id));
    }

    private async Task<string[]> ForDoi(Identifier id, CancellationToken cancellation) =>
        await registrars.Of(id, cancellation) switch
        {
            "Crossref" => ["crossref", "openalex"],
            "DataCite" => ["datacite", "openalex"],
            null => ["crossref", "datacite", "openalex"],
            _ => ["csl", "openalex"],
        };
}
