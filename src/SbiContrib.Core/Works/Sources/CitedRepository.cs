using SbiContrib.Core.Works.Reading;

namespace SbiContrib.Core.Works.Sources;

/// <summary>A repository with what its CITATION.cff says of it: authors, title, archived copies, the paper.</summary>
public static class CitedRepository
{
    /// <summary>Adds what the file says.</summary>
    /// <param name="repository">What GitHub says of the repository.</param>
    /// <param name="contents">GitHub's answer about the file (https://docs.github.com/rest/repos/contents#get-repository-content).</param>
    /// <returns>The repository with what was added; as it was where the file can't be read, or is another repository's, as in a copy of it.</returns>
    public static Work With(Work repository, ReadOnlyMemory<byte> contents)
    {
        if (Json.Parse(contents) is not { } answer || answer.Text("encoding") != "base64" || Decoded(answer.Text("content")) is not { } file)
            return repository;
        return CitationAnswer.Read(file).Works is [var cited] && (cited.Id.Scheme is not ("github" or "gitlab") || repository.Ids.Contains(cited.Id)) ? Merged(repository, cited) : repository;
    }

    // An archived copy of the software is the software; any other DOI there is a paper's as often as not.
    private static Work Merged(Work repository, Work cited)
    {
        var archived = cited.Ids.Where(id => id.Scheme == "doi" && id.Value.StartsWith("10.5281/zenodo.", StringComparison.Ordinal)).ToArray();
        var described = cited.Ids.Where(id => id.Scheme == "doi").Except(archived).Select(id => new Relation("is-described-by", id));
        return repository with
        {
            Ids = [.. repository.Ids, .. archived],
            Title = cited.Title ?? repository.Title,
            Authors = cited.Authors.IsEmpty ? repository.Authors : cited.Authors,
            Abstract = repository.Abstract ?? cited.Abstract,
            Versions = cited.Versions,
            Relations = [.. repository.Relations, .. cited.Relations.Concat(described).Distinct()],
        };
    }

    private static byte[]? Decoded(string? content)
    {
        try
        {
            return content is null ? null : Convert.FromBase64String(content);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
