using System.Text.RegularExpressions;

namespace SbiContrib.Core.Identifiers;

/// <summary>From any link or bare text to a canonical identifier, without asking anyone.</summary>
public static partial class Identify
{
    /// <summary>Says what a link names. A wrong identifier is worse than none: what isn't certain is not told.</summary>
    /// <param name="text">A link, a DOI, an arXiv number, … as a person pasted it.</param>
    /// <returns>The identifier, or the reason why there is none.</returns>
    public static Identification Link(string text)
    {
        var arxiv = Arxiv().Match(text);
        if (arxiv.Success)
        {
            var number = arxiv.Groups["id"].Value;
            return new(text, new("arxiv", number), arxiv.Groups["v"] is { Success: true, Value: var v } ? v : null, new($"https://arxiv.org/abs/{number}"), null);
        }
        var doi = Doi().Match(text);
        if (!doi.Success)
            return new(text, null, null, null, UnknownReason.Unknown);
        var value = doi.Value.ToLowerInvariant();
        return new(text, new("doi", value), null, new($"https://doi.org/{value}"), null);
    }

    [GeneratedRegex(@"(?:arxiv\.org/(?:abs|pdf)/|^arxiv:|^)(?<id>\d{4}\.\d{4,5})(?:v(?<v>\d+))?(?:\.pdf)?$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Arxiv();

    [GeneratedRegex(@"10\.\d{4,9}/[^\s?#]+", RegexOptions.NonBacktracking)]
    private static partial Regex Doi();
}
