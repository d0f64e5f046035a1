using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what GitHub answers of a repository (https://docs.github.com/rest/repos/repos#get-a-repository); its CITATION.cff is read too, as it comes from the same place.</summary>
public static class GitHubAnswer
{
    /// <summary>Reads a repository, or a list.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root)
            return CitationAnswer.Read(body, status);
        if (root.Text("message") is { } message && root.Text("full_name") is null)
            return SourceAnswer.None(Told(message, status));
        var repositories = root.ValueKind == JsonValueKind.Array ? Json.Items(root) : root.At("items") is { ValueKind: JsonValueKind.Array } items ? Json.Items(items) : [root];
        return SourceAnswer.Of(repositories.Select(Repository), status);
    }

    private static SourceError Told(string message, int? status) =>
        message.Contains("rate limit", StringComparison.OrdinalIgnoreCase) ? SourceError.RateLimited
        : message.StartsWith("Not Found", StringComparison.Ordinal) ? SourceError.NotFound
        : Trouble.Of(status) ?? SourceError.Unavailable;

    private static Work? Repository(JsonElement repository)
    {
        if (Name(repository) is not { } id)
            return null;
        return new Work
        {
            Id = id,
            Ids = [id],
            Kind = "software",
            Title = CleanText.Line(repository.Text("name") ?? id.Value),
            Date = Dates.Written(repository.Text("created_at")),
            Abstract = CleanText.Paragraphs(repository.Text("description")),
            Relations = Related.Others(id, new[] { repository.At("parent"), repository.At("source") }.Select(of => of is { } origin && Name(origin) is { } other ? new Relation("is-fork-of", other) : null)),
        };
    }

    private static Identifier? Name(JsonElement repository) =>
        repository.Text("full_name") is { } name && name.Count(c => c == '/') == 1 ? new("github", name.ToLowerInvariant()) : null;
}
