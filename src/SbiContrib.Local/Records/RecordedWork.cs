using System.Text.Json;
using System.Text.Json.Serialization;

namespace SbiContrib.Local.Records;

/// <summary>The facts of a work, from which each service's answer is made.</summary>
/// <param name="Arxiv">Its arXiv number; null where it isn't there.</param>
/// <param name="Doi">Its journal DOI; null where it wasn't published.</param>
/// <param name="Title">Its title, as arXiv writes it.</param>
/// <param name="Authors">Its authors.</param>
/// <param name="Posted">When it was posted.</param>
/// <param name="Published">When the journal published it, as precisely as it says.</param>
/// <param name="Venue">The journal.</param>
/// <param name="Version">Its latest version at arXiv.</param>
/// <param name="Category">Its arXiv category.</param>
/// <param name="Summary">What stands for its abstract.</param>
/// <param name="Page">The address, without scheme, of the page that states these facts; null where its own service knows it.</param>
internal sealed record RecordedWork(
    string? Arxiv, string? Doi, string Title, IReadOnlyList<RecordedAuthor> Authors, string Posted, string? Published, string? Venue, int Version, string Category, string Summary, string? Page = null)
{
    /// <summary>The project's own samples: real works, with summaries of ours.</summary>
    public static IReadOnlyList<RecordedWork> Samples { get; } = Load();

    private static RecordedWork[] Load()
    {
        using var stream = typeof(RecordedWork).Assembly.GetManifestResourceStream("works.json")!;
        return JsonSerializer.Deserialize(stream, RecordedWorkJson.Default.RecordedWorkArray)!;
    }
}

/// <summary>An author of a recorded work.</summary>
internal sealed record RecordedAuthor(string Given, string Family);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordedWork[]))]
internal sealed partial class RecordedWorkJson : JsonSerializerContext;
