using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Lists;

/// <summary>Where a work's identifiers lead.</summary>
internal static class LandingPages
{
    /// <summary>The work's landing pages: that of the identifier it was asked for is the main one, the others follow with their role.</summary>
    public static ImmutableArray<EntryLink> Of(Work work, ImmutableArray<EntryLink> given)
    {
        var links = work.Ids.Prepend(work.Id).Distinct().Select(id => new EntryLink(Role(id.Scheme), Page(id) ?? ""))
            .Where(l => l.Url.Length > 0).Concat(given).DistinctBy(l => l.Url, StringComparer.OrdinalIgnoreCase).ToList();
        if (links.Count > 0 && !links.Exists(l => l.Role == "main"))
            links[0] = links[0] with { Role = "main" };
        return [.. links];
    }

    private static string? Page(Identifier id) => id.Scheme switch
    {
        "arxiv" => $"https://arxiv.org/abs/{id.Value}",
        "doi" => $"https://doi.org/{id.Value}",
        "github" => $"https://github.com/{id.Value}",
        _ => Landing.Page(id)?.AbsoluteUri,
    };

    private static string Role(string scheme) => scheme switch
    {
        "github" or "gitlab" or "bitbucket" => "code",
        _ => scheme,
    };
}
