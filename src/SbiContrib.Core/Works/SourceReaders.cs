using System.Collections.Frozen;
using SbiContrib.Core.Works.Sources;

namespace SbiContrib.Core.Works;

/// <summary>Reads a source's answer.</summary>
/// <param name="body">The bytes of the answer.</param>
/// <param name="status">The HTTP status; null where only the bytes are known.</param>
/// <returns>The works, or why there are none. Never throws, whatever the bytes.</returns>
public delegate SourceAnswer SourceReader(ReadOnlyMemory<byte> body, int? status);

/// <summary>The sources whose answers we can read.</summary>
public static class SourceReaders
{
    /// <summary>Each source's reader by its name.</summary>
    public static FrozenDictionary<string, SourceReader> ByName { get; } = new Dictionary<string, SourceReader>(StringComparer.Ordinal)
    {
        ["arxiv"] = ArxivAnswer.Read,
        ["crossref"] = CrossrefAnswer.Read,
        ["datacite"] = DataCiteAnswer.Read,
        ["inspire"] = InspireAnswer.Read,
        ["openalex"] = OpenAlexAnswer.Read,
        ["semanticscholar"] = SemanticScholarAnswer.Read,
        ["biorxiv"] = BiorxivAnswer.Read,
        ["openreview"] = OpenReviewAnswer.Read,
        ["pubmed"] = PubMedAnswer.Read,
        ["github"] = GitHubAnswer.Read,
        ["citationcff"] = CitationAnswer.Read,
        ["pypi"] = PyPiAnswer.Read,
        ["zenodo"] = ZenodoAnswer.Read,
        ["csl"] = CrossrefAnswer.Read,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
